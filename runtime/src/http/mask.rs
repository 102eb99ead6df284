//! Text with `***` in the place of what names say is secret: for messages, or parts of them, that no type describes.

/// The last words of names whose values nobody may see, in lower case and without what is between words.
const SECRETS: [&str; 11] = [
    "password",
    "passwd",
    "passphrase",
    "pwd",
    "secret",
    "token",
    "sessionid",
    "apikey",
    "accesskey",
    "privatekey",
    "pincode",
];

/// Whether a name says that its value is secret.
pub(super) fn is_secret(name: &str) -> bool {
    let local = name.rsplit(':').next().unwrap_or_default();
    let letters: String = local.chars().filter(char::is_ascii_alphanumeric).collect();
    let lower = letters.to_ascii_lowercase();
    SECRETS.iter().any(|word| lower.ends_with(word))
}

/// XML with the texts of secret elements, and of all within them, taken out; what is no XML is left as it is.
pub(super) fn masked(xml: &str) -> String {
    let mut out = String::with_capacity(xml.len());
    let mut rest = xml;
    // How deep the reader is within a secret element; 0 outside.
    let mut depth = 0_usize;
    while let Some((text, markup)) = rest.split_once('<') {
        out.push_str(if depth > 0 && !text.trim().is_empty() { "***" } else { text });
        let end = if markup.starts_with("![CDATA[") { "]]>" } else { ">" };
        let Some((inside, after)) = markup.split_once(end) else {
            out.push_str("<***");
            return out;
        };
        rest = after;
        if inside.starts_with("![CDATA[") && depth > 0 {
            out.push_str("***");
            continue;
        }
        let name = inside.trim_start_matches('/').split(|c: char| c.is_whitespace() || c == '/').next();
        let secret = depth > 0 || name.is_some_and(is_secret);
        if secret && !inside.ends_with('/') && !inside.starts_with(['!', '?']) {
            depth = if inside.starts_with('/') { depth.saturating_sub(1) } else { depth + 1 };
        }
        out.push('<');
        out.push_str(inside);
        out.push_str(end);
    }
    out.push_str(if depth > 0 && !rest.trim().is_empty() { "***" } else { rest });
    out
}

/// The first line with the values of secret parameters taken out, and the other lines.
pub(super) fn masked_query(head: &str) -> String {
    let (line, rest) = head.split_once('\n').unwrap_or((head, ""));
    let Some((path, query)) = line.split_once('?') else { return head.to_owned() };
    let pairs = query.split('&').map(|pair| match pair.split_once('=') {
        Some((name, _)) if is_secret(name) => format!("{name}=***"),
        _ => pair.to_owned(),
    });
    format!("{path}?{}\n{rest}", pairs.collect::<Vec<_>>().join("&"))
}

#[cfg(test)]
mod tests {
    use super::{masked, masked_query};

    #[test]
    fn what_is_in_elements_with_secret_names_is_taken_out() {
        let xml =
            "<a><s:Password x='1'>p</s:Password><b>t</b><token><Id>7</Id> </token><SessionId/><c>x</c></a>";
        let clean = "<a><s:Password x='1'>***</s:Password><b>t</b><token><Id>***</Id> </token><SessionId/><c>x</c></a>";
        assert_eq!(masked(xml), clean);
        assert_eq!(masked("<api-key><![CDATA[p>]]></api-key><x>1"), "<api-key>***</api-key><x>1");
        assert_eq!(masked("<pwd>cut"), "<pwd>***");
        assert_eq!(masked("Bad gateway"), "Bad gateway");
    }

    #[test]
    fn secret_parameters_are_taken_out() {
        assert_eq!(masked_query("GET /p?N=1&SessionToken=a&x\nh: v"), "GET /p?N=1&SessionToken=***&x\nh: v");
        assert_eq!(masked_query("GET /p\n"), "GET /p\n");
    }
}
