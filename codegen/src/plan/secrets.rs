//! Which elements, attributes and parameters are secrets: by the last word of their names, and by the manifest.

use super::ty::Ty;
use heck::ToSnakeCase;

/// Last words of names whose values nobody may see.
const SECRETS: &[&str] = &[
    "password",
    "passwd",
    "passphrase",
    "pwd",
    "secret",
    "token",
    "session_id",
    "sessionid",
    "api_key",
    "apikey",
    "access_key",
    "private_key",
    "pin_code",
];

/// What the manifest says about secrets: names that are, and, with `!`, names that are not.
#[derive(Debug, Default)]
pub(crate) struct Secrets {
    yes: Vec<String>,
    no: Vec<String>,
}

impl Secrets {
    /// Reads the manifest's list.
    pub(crate) fn new<'s>(listed: impl IntoIterator<Item = &'s str>) -> Self {
        let mut secrets = Self::default();
        for name in listed {
            match name.strip_prefix('!') {
                Some(name) => secrets.no.push(name.to_owned()),
                None => secrets.yes.push(name.to_owned()),
            }
        }
        secrets
    }

    /// The names that the manifest lists, and that a spec ought to have.
    pub(crate) fn listed(&self) -> impl Iterator<Item = &str> {
        self.yes.iter().chain(&self.no).map(String::as_str)
    }

    /// Makes text of this name a secret where it is one. Only text can be: a number or a struct has a type of its own.
    pub(crate) fn hide(&self, name: &str, ty: Ty) -> Ty {
        if ty.is("String") && self.is_secret(name) { Ty::secret() } else { ty }
    }

    fn is_secret(&self, name: &str) -> bool {
        let listed = |list: &[String]| list.iter().any(|known| known == name);
        !listed(&self.no) && (listed(&self.yes) || by_default(name))
    }
}

fn by_default(name: &str) -> bool {
    let words = name.to_snake_case();
    let ends =
        |secret: &str| words.strip_suffix(secret).is_some_and(|rest| rest.is_empty() || rest.ends_with('_'));
    SECRETS.iter().any(|secret| ends(secret))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let secrets = Secrets::new(["LoginResult", "!PageToken"]);
        for (name, secret) in [
            ("Password", true),
            ("WebPassword", true),
            ("SessionToken", true),
            ("SessionId", true),
            ("LoginResult", true),
            ("PageToken", false),
            ("PasswordHint", false),
            ("Compass", false),
            ("ConsumerId", false),
        ] {
            assert_eq!(secrets.is_secret(name), secret, "{name}");
        }
        assert_eq!(secrets.hide("Password", Ty::known("i32")), Ty::known("i32"));
    }
}
