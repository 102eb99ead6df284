//! A name → a payload, byte for byte the same on every run.

mod corner;

use std::fmt::Write as _;

/// Which structs fit a payload.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Tiny,
    Medium,
    Large,
    /// Nothing that a type describes.
    Corner,
}

/// A document.
pub struct Payload {
    pub kind: Kind,
    pub text: String,
}

impl Payload {
    /// `tiny`, `medium`, `large`, or `orders-N` and `identities-N` for those of other sizes.
    pub fn named(name: &str) -> Option<Self> {
        let (kind, text) = match name.split_once('-') {
            None => match name {
                "tiny" => (Kind::Tiny, tiny()),
                "medium" => (Kind::Medium, identities(200)),
                "large" => (Kind::Large, orders(20_000)),
                _ => return None,
            },
            Some(("orders", count)) => (Kind::Large, orders(count.parse().ok()?)),
            Some(("identities", count)) => (Kind::Medium, identities(count.parse().ok()?)),
            Some((corner, count)) => (Kind::Corner, corner::named(corner, count.parse().ok()?)?),
        };
        Some(Self { kind, text })
    }
}

/// The answer of a login: what a session begins with.
fn tiny() -> String {
    envelope(
        "<LoginResponse xmlns=\"http://24sevenOffice.com/webservices\"><LoginResult>abcde12345fghij67890klmn</LoginResult></LoginResponse>",
    )
}

/// As ASP.NET writes it.
fn envelope(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\"><soap:Body>\
         {body}</soap:Body></soap:Envelope>"
    )
}

/// The identities of a user with many clients: short elements, no white space.
fn identities(count: usize) -> String {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut body = String::from(
        "<GetIdentitiesResponse xmlns=\"http://24sevenOffice.com/webservices\"><GetIdentitiesResult>",
    );
    for number in 0..count {
        let (a, b, c) = (random.below(1 << 31), random.below(1 << 16), random.below(1 << 31));
        let name = ["Kari Nordmann", "Ola Nordmann", "S\u{f8}n &amp; Co"][random.below(3)];
        let _ = write!(
            body,
            "<Identity><Id>{a:08x}-{b:04x}-4000-8000-{c:012x}</Id><User><Id>{}</Id><Name>{name}</Name></User>\
             <Client><Id>{}</Id><Name>Eksempel {} AS</Name></Client><IsCurrent>{}</IsCurrent></Identity>",
            random.below(100_000),
            random.below(1_000_000),
            random.below(1000),
            number == 0,
        );
    }
    body.push_str("</GetIdentitiesResult></GetIdentitiesResponse>");
    envelope(&body)
}

/// Orders with nested lines: attributes, decimals, dates, optional and nil fields, escaped text, two namespaces.
fn orders(count: usize) -> String {
    let mut random = Random(0x5DEE_CE66_D1CE_4E5B);
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<o:Orders xmlns:o=\"http://example.com/orders\" \
         xmlns:l=\"http://example.com/lines\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n",
    );
    for number in 0..count {
        order(&mut out, &mut random, number);
    }
    out.push_str("</o:Orders>\n");
    out
}

fn order(out: &mut String, random: &mut Random, number: usize) {
    let status = ["open", "shipped", "closed"][random.below(3)];
    let _ = write!(
        out,
        "  <o:Order id=\"{number}\" status=\"{status}\">\n    <o:Number>SO-{number:06}</o:Number>\n"
    );
    let (month, day, second) = (1 + random.below(12), 1 + random.below(28), random.below(60));
    let _ = writeln!(out, "    <o:Placed>2024-{month:02}-{day:02}T12:34:{second:02}.5Z</o:Placed>");
    if random.below(2) == 0 {
        let _ = writeln!(out, "    <o:Due>2024-{month:02}-{day:02}</o:Due>");
    }
    let name = ["Kari Nordmann", "S\u{f8}n &amp; Co", "Eksempel AS &lt;Oslo&gt;", "Ola"][random.below(4)];
    let _ = writeln!(out, "    <o:Customer>{name}</o:Customer>");
    let _ = writeln!(out, "    <o:Total>{}.{:02}</o:Total>", random.below(100_000), random.below(100));
    match random.below(3) {
        0 => out.push_str("    <o:Note xsi:nil=\"true\"/>\n"),
        1 => out.push_str("    <o:Note>Please ring twice, and leave it with the neighbour</o:Note>\n"),
        _ => {}
    }
    for _ in 0..1 + random.below(3) {
        line(out, random);
    }
    out.push_str("  </o:Order>\n");
}

fn line(out: &mut String, random: &mut Random) {
    let _ = writeln!(out, "    <l:Line sku=\"A-{}\">", random.below(10_000));
    let _ = writeln!(out, "      <l:Quantity>{}</l:Quantity>", 1 + random.below(20));
    let _ = writeln!(out, "      <l:Price>{}.{:02}</l:Price>", random.below(1000), random.below(100));
    if random.below(2) == 0 {
        out.push_str("      <l:Text>Bolt, M8 &#215; 40</l:Text>\n");
    }
    out.push_str("    </l:Line>\n");
}

/// Steele and Vigna's xorshift64*: enough to vary a payload, and the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % bound
    }
}
