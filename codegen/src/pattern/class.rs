//! Classes of characters: `[…]`, with subtraction, and escapes.

use super::blocks;
use super::parse::Parser;

/// XML 1.0 §2.3 `NameStartChar`, which is what `\i` stands for.
const INITIAL: &str = r":A-Z_a-z\x{C0}-\x{D6}\x{D8}-\x{F6}\x{F8}-\x{2FF}\x{370}-\x{37D}\x{37F}-\x{1FFF}\x{200C}\x{200D}\x{2070}-\x{218F}\x{2C00}-\x{2FEF}\x{3001}-\x{D7FF}\x{F900}-\x{FDCF}\x{FDF0}-\x{FFFD}\x{10000}-\x{EFFFF}";
/// What `NameChar` has besides, for `\c`.
const MORE: &str = r"\-.0-9\x{B7}\x{300}-\x{36F}\x{203F}-\x{2040}";

/// The categories of Unicode that a pattern may name.
const CATEGORIES: &str =
    "L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po Z Zs Zl Zp S Sm Sc Sk So C Cc Cf Co Cn";

/// What follows a backslash.
pub(super) enum Escape {
    /// A character.
    One(char),
    /// A set of characters, as it stands between brackets, or what is not in it.
    Set(String, bool),
}

impl Escape {
    pub(super) fn outside(&self) -> String {
        match self {
            Self::One(it) => {
                let mut out = String::new();
                super::parse::literal(&mut out, *it);
                out
            }
            Self::Set(set, negated) => bracketed(set, *negated),
        }
    }
}

fn bracketed(set: &str, negated: bool) -> String {
    format!("[{}{set}]", if negated { "^" } else { "" })
}

/// The escape after a backslash that has been read.
pub(super) fn escape(parser: &mut Parser<'_>) -> Result<Escape, String> {
    let Some(it) = parser.next() else { return Err("a `\\` stands at the end".to_owned()) };
    let set = |set: &str| Ok(Escape::Set(set.to_owned(), it.is_ascii_uppercase()));
    match it {
        'n' => Ok(Escape::One('\n')),
        'r' => Ok(Escape::One('\r')),
        't' => Ok(Escape::One('\t')),
        '\\' | '|' | '.' | '?' | '*' | '+' | '(' | ')' | '{' | '}' | '-' | '[' | ']' | '^' => {
            Ok(Escape::One(it))
        }
        's' | 'S' => set(r" \t\n\r"),
        'i' | 'I' => set(INITIAL),
        'c' | 'C' => set(&format!("{INITIAL}{MORE}")),
        'd' | 'D' => set(r"\p{Nd}"),
        'w' => Ok(Escape::Set(r"\p{P}\p{Z}\p{C}".to_owned(), true)),
        'W' => Ok(Escape::Set(r"\p{P}\p{Z}\p{C}".to_owned(), false)),
        'p' | 'P' => property(parser).and_then(|property| set(&property)),
        other => Err(format!("`\\{other}` is no escape of XML Schema")),
    }
}

/// `{Lu}`, `{IsGreek}`.
fn property(parser: &mut Parser<'_>) -> Result<String, String> {
    let rest = parser.rest();
    let name = rest.strip_prefix('{').and_then(|rest| rest.split_once('}')).map(|(name, _)| name);
    let Some(name) = name else { return Err("expected a category or block between `{` and `}`".to_owned()) };
    for _ in 0..name.chars().count() + 2 {
        parser.next();
    }
    if CATEGORIES.split(' ').any(|known| known == name) {
        return Ok(format!(r"\p{{{name}}}"));
    }
    match name.strip_prefix("Is").and_then(blocks::ranges) {
        Some(ranges) => Ok(ranges),
        None => Err(format!("`{name}` is neither a category nor a block of Unicode")),
    }
}

/// What follows a `[` that has been read, up to its `]`.
pub(super) fn expression(parser: &mut Parser<'_>, depth: usize) -> Result<String, String> {
    if depth > 100 {
        return Err("classes are nested too deep".to_owned());
    }
    let negated = parser.eat('^');
    let mut set = String::new();
    let mut first = true;
    loop {
        match parser.peek() {
            None => return Err("a `[` is not closed".to_owned()),
            Some(']') if first => return Err("a class of no characters".to_owned()),
            Some(']') => {
                parser.next();
                return Ok(bracketed(&set, negated));
            }
            Some('-') if !first && parser.rest().starts_with("-[") => {
                parser.next();
                parser.next();
                let subtracted = expression(parser, depth + 1)?;
                if !parser.eat(']') {
                    return Err("a class that is subtracted stands at the end".to_owned());
                }
                return Ok(format!("[{}--{subtracted}]", bracketed(&set, negated)));
            }
            Some(_) => range(parser, &mut set, first)?,
        }
        first = false;
    }
}

/// One character, a range of them, or an escape that is a set.
fn range(parser: &mut Parser<'_>, set: &mut String, first: bool) -> Result<(), String> {
    let is_dash = parser.peek() == Some('-');
    let start = match end(parser)? {
        Escape::One(it) => it,
        Escape::Set(inner, false) if !inner.contains('^') && inner.starts_with(r"\p") => {
            return more(parser, set, &inner);
        }
        escape @ Escape::Set(..) => return more(parser, set, &escape.outside()),
    };
    let rest = parser.rest();
    let ends = rest.starts_with("-]") || rest.starts_with("-[") || !rest.starts_with('-');
    if is_dash && !first && !rest.starts_with(']') && !rest.starts_with("-[") {
        return Err("a `-` stands first or last in a class: write `\\-` for the character".to_owned());
    }
    if ends {
        character(set, start);
        return Ok(());
    }
    parser.next();
    let Escape::One(last) = end(parser)? else {
        return Err("a range ends with a set of characters".to_owned());
    };
    if last < start {
        return Err(format!("the range `{start}-{last}` is empty"));
    }
    character(set, start);
    set.push('-');
    character(set, last);
    Ok(())
}

fn more(parser: &mut Parser<'_>, set: &mut String, inner: &str) -> Result<(), String> {
    set.push_str(inner);
    let rest = parser.rest();
    if rest.starts_with('-') && !rest.starts_with("-]") && !rest.starts_with("-[") {
        return Err("a range begins with a set of characters".to_owned());
    }
    Ok(())
}

/// One end of a range.
fn end(parser: &mut Parser<'_>) -> Result<Escape, String> {
    match parser.next() {
        Some('\\') => escape(parser),
        Some('[') => Err("a `[` in a class: write `\\[` for the character".to_owned()),
        Some(']') | None => Err("a range has no end".to_owned()),
        Some(other) => Ok(Escape::One(other)),
    }
}

/// A character between brackets, escaped where it means something else to the `regex` crate.
fn character(set: &mut String, it: char) {
    match it {
        '\n' => set.push_str(r"\n"),
        '\r' => set.push_str(r"\r"),
        '\t' => set.push_str(r"\t"),
        '\\' | '[' | ']' | '^' | '-' | '&' | '~' => {
            set.push('\\');
            set.push(it);
        }
        _ => set.push(it),
    }
}
