//! From Rust names to names on the wire: `rename_all`.

use heck::{ToKebabCase, ToLowerCamelCase, ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// How `rename_all` writes the names that no `name` gives.
#[derive(Clone, Copy)]
pub(crate) enum Case {
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    Lower,
    Upper,
}

impl Case {
    /// The spellings accepted in the attribute.
    pub(crate) const ALL: [(&'static str, Self); 7] = [
        ("PascalCase", Self::Pascal),
        ("camelCase", Self::Camel),
        ("snake_case", Self::Snake),
        ("SCREAMING_SNAKE_CASE", Self::ScreamingSnake),
        ("kebab-case", Self::Kebab),
        ("lowercase", Self::Lower),
        ("UPPERCASE", Self::Upper),
    ];

    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(spelling, _)| *spelling == word).map(|(_, case)| *case)
    }

    pub(crate) fn apply(self, name: &str) -> String {
        match self {
            Self::Pascal => name.to_upper_camel_case(),
            Self::Camel => name.to_lower_camel_case(),
            Self::Snake => name.to_snake_case(),
            Self::ScreamingSnake => name.to_shouty_snake_case(),
            Self::Kebab => name.to_kebab_case(),
            Self::Lower => name.replace('_', "").to_lowercase(),
            Self::Upper => name.replace('_', "").to_uppercase(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Case;

    #[test]
    fn every_case_takes_fields_and_variants() {
        let expected = [
            ("HttpStatus", "ZipCode"),
            ("httpStatus", "zipCode"),
            ("http_status", "zip_code"),
            ("HTTP_STATUS", "ZIP_CODE"),
            ("http-status", "zip-code"),
            ("httpstatus", "zipcode"),
            ("HTTPSTATUS", "ZIPCODE"),
        ];
        for ((word, case), (field, variant)) in Case::ALL.into_iter().zip(expected) {
            assert_eq!(case.apply("http_status"), field, "{word}");
            assert_eq!(case.apply("ZipCode"), variant, "{word}");
        }
    }
}
