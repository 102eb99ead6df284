//! Regular expressions of XML Schema (XSD 1.0 Part 2 appendix F) → those of the `regex` crate.
//!
//! Everything that the two languages do not have in common is written out as classes of characters, so what comes out means the
//! same whatever version of Unicode names the blocks, and needs no flag. It is not anchored: who matches with it does that.

mod blocks;
mod class;
mod parse;

/// What a pattern is in the `regex` crate's syntax, or what is wrong with it.
pub(crate) fn translate(pattern: &str) -> Result<String, String> {
    let mut parser = parse::Parser::new(pattern);
    parser.alternatives(0)?;
    if parser.peek().is_some() {
        return Err("a `)` closes nothing: write `\\)` for the character".to_owned());
    }
    Ok(parser.out)
}

#[cfg(test)]
mod tests {
    use super::translate;

    #[test]
    fn what_the_languages_have_in_common_stays() {
        for pattern in ["[A-Z]{3}", "a|b*c+d?", "(ab){2,}", "x{0,5}", "", "a||b"] {
            let expected = pattern.replace('(', "(?:");
            assert_eq!(translate(pattern).as_deref(), Ok(&*expected));
        }
    }

    #[test]
    fn what_they_do_not_is_written_out() {
        let cases = [
            (".", r"[^\n\r]"),
            ("^$$", r"\^\$\$"),
            (r"\d\D", r"[\p{Nd}][^\p{Nd}]"),
            (r"\s", r"[ \t\n\r]"),
            (r"\w", r"[^\p{P}\p{Z}\p{C}]"),
            ("[a-z-[aeiou]]", "[[a-z]--[aeiou]]"),
            ("[a-z--[aeiou]]", r"[[a-z\-]--[aeiou]]"),
            (r"[^\d-[5]]", r"[[^\p{Nd}]--[5]]"),
            (r"\p{IsBasicLatin}", r"[\x{0}-\x{7F}]"),
            (r"\p{IsLowSurrogates}", r"[[^\x{0}-\x{10FFFF}]]"),
            (r"\P{Lu}", r"[^\p{Lu}]"),
            ("[-a]", r"[\-a]"),
            ("[a-]", r"[a\-]"),
            (r"[\-\.&&]", r"[\-.\&\&]"),
        ];
        for (pattern, expected) in cases {
            assert_eq!(translate(pattern).as_deref(), Ok(expected), "{pattern}");
        }
    }

    #[test]
    fn what_is_no_pattern_is_refused() {
        for pattern in [
            "(",
            ")",
            "[",
            "[]",
            "a**",
            "*",
            "a{2,1}",
            r"\q",
            r"\p{IsNowhere}",
            r"\p{Xx}",
            "[z-a]",
            "(?i)a",
            "[a-c-e]",
            "]",
            r"\",
            "a{,2}",
            r"[a-\d]",
            "(?=a)",
        ] {
            assert!(translate(pattern).is_err(), "{pattern}");
        }
    }
}
