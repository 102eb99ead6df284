//! Secrets are gone from memory when nobody has them any more: this program looks through all of its own.
//!
//! One test function, since tests run side by side would look at each other's memory.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod calls;

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};

use calls::{Account, LogIn, PlaceOrder, client, envelope, response, server};
use castile::http::{Request, from_fn};
use castile::session::{Carry, Policy, Session};
use castile::soap::{BlockAttributes, Call};
use castile::xml::{Name, Writer};
use castile::{Secret, rest};

/// How often what makes up a canary is in memory that can be written to. The canary itself is nowhere but where the test puts it:
/// here it is known by its bytes less one.
fn seen(canary_less_one: &[u8]) -> usize {
    let maps = fs::read_to_string("/proc/self/maps").unwrap();
    let mut memory = File::open("/proc/self/mem").unwrap();
    let mut found = 0;
    let mut piece = vec![0_u8; 1 << 20];
    for line in maps.lines().filter(|line| line.contains(" rw") && !line.contains("[v")) {
        let (from, to) = line.split(' ').next().unwrap().split_once('-').unwrap();
        let (from, to) = (u64::from_str_radix(from, 16).unwrap(), u64::from_str_radix(to, 16).unwrap());
        let mut at = from;
        while at < to {
            let length = usize::try_from(to - at).unwrap().min(piece.len());
            let room = &mut piece[..length];
            memory.seek(SeekFrom::Start(at)).unwrap();
            if memory.read_exact(room).is_err() {
                break;
            }
            // Not all of it: what gives memory back writes over its first bytes.
            let tail = &canary_less_one[16..];
            let is_it = |window: &&[u8]| window.iter().zip(tail).all(|(a, b)| a.wrapping_sub(1) == *b);
            found += room.windows(tail.len()).filter(is_it).count();
            // What was read is no find of the next look.
            room.fill(0);
            at += length as u64;
        }
    }
    found
}

/// A text of letters that is in no other place of the program; `number` makes it another one.
fn canary_less_one(number: u8) -> Vec<u8> {
    (0..48_u8).map(|at| b'a' + (at.wrapping_mul(number | 1).wrapping_add(at / 7 + number)) % 24).collect()
}

fn secret(less_one: &[u8]) -> Secret {
    let mut text = String::with_capacity(less_one.len());
    text.extend(less_one.iter().map(|byte| char::from(byte + 1)));
    Secret::from(text)
}

/// Takes a request as a transport does: what it was given to send is gone when it is sent.
fn sent(mut request: Request) {
    std::hint::black_box(request.body_mut()).fill(0);
    std::hint::black_box(request.body());
}

/// A secret with more behind it than a first buffer holds.
#[derive(castile::ToXml)]
#[xml(ns = "urn:test")]
struct Ticket {
    id: Secret,
    note: String,
}

impl Ticket {
    fn with(id: Secret) -> Self {
        Self { id, note: "n".repeat(50_000) }
    }
}

/// Runs `work` with a secret of its own, and says how often it is seen while it is held and when all is over.
fn around(number: u8, work: impl FnOnce(Secret)) -> (bool, usize) {
    let less_one = canary_less_one(number);
    let secret = secret(&less_one);
    let there = seen(&less_one) > 0;
    work(secret);
    (there, seen(&less_one))
}

const GONE: (bool, usize) = (true, 0);

#[test]
fn nothing_is_left_of_a_secret() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let sending = || {
        from_fn(|request| {
            sent(request);
            std::future::ready(Ok(response(500, "")))
        })
    };

    // What the test can see: a text that is not wiped.
    assert!(around(1, |secret| std::mem::forget(secret.expose().to_owned())).1 > 0);
    assert_eq!(around(3, drop), GONE);
    assert_eq!(around(5, |secret| drop((secret.clone(), secret))), GONE);

    let written = around(7, |secret| {
        let mut writer = Writer::new();
        writer.element(Name::new("urn:test", "Ticket"), &Ticket::with(secret));
        drop(Secret::from(writer.finish().unwrap()));
    });
    assert_eq!(written, GONE, "a writer that outgrew its buffer");
    let given_up = around(9, |secret| {
        let mut writer = Writer::new();
        writer.element(Name::new("urn:test", "Ticket"), &Ticket::with(secret));
    });
    assert_eq!(given_up, GONE, "a writer that was given up");

    let header = around(11, |secret| {
        let call = client(sending()).call::<calls::Echo>(&"x");
        let call = call.header_with(&Named(Ticket::with(secret)), &BlockAttributes::new().must_understand());
        runtime.block_on(call.send()).unwrap_err();
    });
    assert_eq!(header, GONE, "a header block");
    let body = around(13, |secret| {
        let account = Account { name: "n".repeat(50_000), credential: secret };
        runtime.block_on(Call::<LogIn>::of(&client(sending()), account).send()).unwrap_err();
    });
    assert_eq!(body, GONE, "a body");
    let attached = around(15, |secret| {
        let account = Account { name: "n".to_owned(), credential: secret };
        let call = Call::<LogIn>::of(&client(sending()), account);
        runtime.block_on(call.attach("scan", "image/png", vec![1; 50_000]).send()).unwrap_err();
    });
    assert_eq!(attached, GONE, "a body with an attachment");

    let route =
        || rest::Client::new("https://api.example.com").with_transport(sending()).call::<PlaceOrder>();
    let body = around(17, |secret| {
        runtime.block_on(route().body(&Named(Ticket::with(secret))).send()).unwrap_err();
    });
    assert_eq!(body, GONE, "the body of a route");
    let form = around(19, |secret| {
        let call = route().form("Password", &secret).form("Note", &"n".repeat(50_000));
        runtime.block_on(call.send()).unwrap_err();
    });
    assert_eq!(form, GONE, "a form");

    let token = around(21, |secret| {
        const POLICY: Policy = Policy::new(Carry::HeaderBlock(&[Name::new("urn:test", "Ticket")]));
        let session = Session::with_token(POLICY, secret).allow_host("api.example.com");
        let call = client(sending()).with_session(&session).call::<calls::Echo>(&"x");
        runtime.block_on(call.send()).unwrap_err();
    });
    assert_eq!(token, GONE, "a session's token in a header block");

    let answer = around(23, |secret| {
        let answer = envelope("<LogInResponse xmlns='urn:test'>@</LogInResponse>");
        let (before, after) = answer.split_once('@').unwrap();
        let whole = Secret::from([before, secret.expose(), after].concat());
        drop(secret);
        let client = client(server(move |_| response(200, whole.expose())));
        let account = Account { name: "n".to_owned(), credential: "p".into() };
        runtime.block_on(Call::<LogIn>::of(&client, account).send()).unwrap();
    });
    assert_eq!(answer, GONE, "the answer of a log-in");
}

/// A value under a name of its own.
struct Named(Ticket);

impl castile::ToXml for Named {
    const NAME: Option<Name<'static>> = Some(Name::new("urn:test", "Ticket"));

    fn write(&self, writer: &mut Writer) {
        self.0.write(writer);
    }
}
