//! Branches, pieces, atoms and quantifiers.

use super::class;
use std::fmt::Write as _;
use std::iter::Peekable;
use std::str::Chars;

/// Groups may be nested so deep.
const DEPTH: usize = 100;

/// A pattern that is read, and what it has become so far.
pub(super) struct Parser<'p> {
    chars: Peekable<Chars<'p>>,
    pub(super) out: String,
}

impl<'p> Parser<'p> {
    pub(super) fn new(pattern: &'p str) -> Self {
        Self { chars: pattern.chars().peekable(), out: String::new() }
    }

    pub(super) fn peek(&mut self) -> Option<char> {
        self.chars.peek().copied()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        self.chars.next()
    }

    pub(super) fn eat(&mut self, wanted: char) -> bool {
        self.chars.next_if_eq(&wanted).is_some()
    }

    /// What follows without being read.
    pub(super) fn rest(&self) -> String {
        self.chars.clone().collect()
    }

    /// `regExp`: branches with `|` between them, up to a `)` or the end.
    pub(super) fn alternatives(&mut self, depth: usize) -> Result<(), String> {
        if depth > DEPTH {
            return Err(format!("groups are nested more than {DEPTH} deep"));
        }
        while let Some(next) = self.peek().filter(|next| *next != ')') {
            if self.eat('|') {
                self.out.push('|');
                continue;
            }
            self.atom(next, depth)?;
            self.quantifier()?;
        }
        Ok(())
    }

    fn atom(&mut self, first: char, depth: usize) -> Result<(), String> {
        self.next();
        match first {
            '(' => {
                self.out.push_str("(?:");
                self.alternatives(depth + 1)?;
                if !self.eat(')') {
                    return Err("a `(` is not closed".to_owned());
                }
                self.out.push(')');
            }
            '[' => {
                let class = class::expression(self, depth)?;
                self.out.push_str(&class);
            }
            '.' => self.out.push_str(r"[^\n\r]"),
            '\\' => {
                let escape = class::escape(self)?;
                self.out.push_str(&escape.outside());
            }
            '?' | '*' | '+' => return Err(format!("there is nothing that `{first}` could repeat")),
            ']' => return Err("a `]` closes nothing: write `\\]` for the character".to_owned()),
            other => literal(&mut self.out, other),
        }
        Ok(())
    }

    fn quantifier(&mut self) -> Result<(), String> {
        match self.peek() {
            Some(sign @ ('?' | '*' | '+')) => {
                self.next();
                self.out.push(sign);
            }
            Some('{') => {
                self.next();
                self.quantity()?;
            }
            _ => return Ok(()),
        }
        match self.peek() {
            Some(sign @ ('?' | '*' | '+' | '{')) => {
                Err(format!("there is nothing that `{sign}` could repeat"))
            }
            _ => Ok(()),
        }
    }

    /// `2}`, `2,}` or `2,5}`.
    fn quantity(&mut self) -> Result<(), String> {
        let min = self.number()?;
        let _ = match (self.eat(','), self.peek()) {
            (false, _) => write!(self.out, "{{{min}}}"),
            (true, Some('}')) => write!(self.out, "{{{min},}}"),
            (true, _) => {
                let max = self.number()?;
                if max < min {
                    return Err(format!("`{{{min},{max}}}` is at least {min} and at most {max}"));
                }
                write!(self.out, "{{{min},{max}}}")
            }
        };
        if self.eat('}') { Ok(()) } else { Err("a `{` is not closed".to_owned()) }
    }

    fn number(&mut self) -> Result<u32, String> {
        let mut digits = String::new();
        while let Some(digit) = self.chars.next_if(char::is_ascii_digit) {
            digits.push(digit);
        }
        digits.parse().map_err(|_| "expected a number between `{` and `}`".to_owned())
    }
}

/// A character outside of classes, escaped where it means something else to the `regex` crate.
pub(super) fn literal(out: &mut String, it: char) {
    match it {
        '\n' => out.push_str(r"\n"),
        '\r' => out.push_str(r"\r"),
        '\t' => out.push_str(r"\t"),
        '\\' | '.' | '+' | '*' | '?' | '(' | ')' | '|' | '[' | ']' | '{' | '}' | '^' | '$' | '#' | '&'
        | '-' | '~' => {
            out.push('\\');
            out.push(it);
        }
        _ => out.push(it),
    }
}
