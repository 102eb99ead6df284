//! Who gets an identifier that several names want.

use super::Ident;
use std::collections::BTreeSet;

/// The identifiers of one namespace of Rust: the types of a module, the fields of a struct.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    taken: BTreeSet<String>,
}

/// What one name wants.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    /// The identifier it wants.
    pub(crate) wanted: Ident,
    /// What to put behind it where another has it, before numbers are tried: `Element`.
    pub(crate) suffix: &'static str,
}

impl Claim {
    /// A claim whose second choice is a number.
    pub(crate) fn new(wanted: Ident) -> Self {
        Self { wanted, suffix: "" }
    }
}

impl Scope {
    /// A scope in which `words` belong to somebody else.
    pub(crate) fn without(words: &[&str]) -> Self {
        Self { taken: words.iter().map(|word| (*word).to_owned()).collect() }
    }

    /// A scope in which these identifiers are granted.
    pub(crate) fn with(taken: impl IntoIterator<Item = String>) -> Self {
        Self { taken: taken.into_iter().collect() }
    }

    /// Grants each claim an identifier of its own, in the order given. First wishes go before second ones, so `Item2` keeps
    /// its name though there are two `Item`.
    pub(crate) fn grant(&mut self, claims: &[Claim]) -> Vec<Granted> {
        let first: Vec<_> = claims.iter().map(|claim| self.take(claim.wanted.as_str())).collect();
        let granted = claims.iter().zip(first).map(|(claim, first)| match first {
            Some(ident) => Granted { ident, second_choice: false },
            None => Granted { ident: self.second(claim), second_choice: true },
        });
        granted.collect()
    }

    /// Grants one claim.
    pub(crate) fn grant_one(&mut self, claim: &Claim) -> Ident {
        self.take(claim.wanted.as_str()).unwrap_or_else(|| self.second(claim))
    }

    /// The identifiers that are granted.
    pub(crate) fn taken(&self) -> impl Iterator<Item = String> {
        self.taken.iter().cloned()
    }

    /// Grants one claim whose second choice is a number.
    pub(crate) fn claim(&mut self, wanted: &Ident) -> Ident {
        self.grant_one(&Claim::new(wanted.clone()))
    }

    /// Grants this identifier, if it is free.
    pub(super) fn take(&mut self, name: &str) -> Option<Ident> {
        self.taken.insert(name.to_owned()).then(|| Ident(name.to_owned()))
    }

    fn second(&mut self, claim: &Claim) -> Ident {
        // `type_` and `_attribute` make `type_attribute`.
        let stem = if claim.suffix.starts_with('_') {
            claim.wanted.as_str().trim_end_matches('_')
        } else {
            claim.wanted.as_str()
        };
        let base = format!("{stem}{}", claim.suffix);
        if !claim.suffix.is_empty()
            && let Some(ident) = self.take(&base)
        {
            return ident;
        }
        self.underscored(&base).or_else(|| self.numbered(&base)).unwrap_or_else(|| claim.wanted.clone())
    }

    /// A word that Rust has taken gets an underscore, as a keyword does.
    fn underscored(&mut self, base: &str) -> Option<Ident> {
        let reserved = [super::TYPES, super::METHODS, super::CALLS].iter().any(|words| words.contains(&base));
        if reserved { self.take(&format!("{base}_")) } else { None }
    }

    fn numbered(&mut self, base: &str) -> Option<Ident> {
        let snake = base.starts_with(char::is_lowercase) || base.starts_with('_');
        let join = if (snake && !base.ends_with('_')) || base.ends_with(|c: char| c.is_ascii_digit()) {
            "_"
        } else {
            ""
        };
        (2u32..).find_map(|number| self.take(&format!("{base}{join}{number}")))
    }
}

/// What a claim got.
#[derive(Debug, Clone)]
pub(crate) struct Granted {
    /// The identifier.
    pub(crate) ident: Ident,
    /// Whether somebody else has the one that was wanted.
    pub(crate) second_choice: bool,
}

#[cfg(test)]
mod tests {
    use super::super::{TYPES, member, type_, variant};
    use super::*;

    fn grant(scope: &mut Scope, names: &[&str], case: fn(&str) -> Ident) -> Vec<String> {
        let claims: Vec<_> = names.iter().map(|name| Claim::new(case(name))).collect();
        scope.grant(&claims).into_iter().map(|granted| granted.ident.to_string()).collect()
    }

    #[test]
    fn members_that_differ_by_case() {
        assert_eq!(
            grant(&mut Scope::default(), &["Type", "type", "TYPE"], member),
            ["type_", "type_2", "type_3"]
        );
        assert_eq!(grant(&mut Scope::default(), &["Name", "name"], member), ["name", "name_2"]);
    }

    #[test]
    fn a_number_does_not_take_a_name_that_is_there() {
        assert_eq!(
            grant(&mut Scope::default(), &["Item", "item", "Item2"], type_),
            ["Item", "Item3", "Item2"]
        );
    }

    #[test]
    fn the_prelude_is_taken() {
        let names = ["Option", "Vec", "Identity", "option"];
        assert_eq!(
            grant(&mut Scope::without(TYPES), &names, type_),
            ["Option_", "Vec_", "Identity", "Option2"]
        );
    }

    #[test]
    fn values_that_differ_by_signs() {
        assert_eq!(
            grant(&mut Scope::default(), &["+1", "1", "1.", "-1"], variant),
            ["Plus1", "N1", "N1_2", "Minus1"]
        );
    }

    #[test]
    fn an_element_beside_a_type_of_its_name() {
        let claims = [Claim::new(type_("Login")), Claim { wanted: type_("login"), suffix: "Element" }];
        let granted = Scope::default().grant(&claims);
        assert_eq!(granted[1].ident.as_str(), "LoginElement");
        assert!(granted[1].second_choice && !granted[0].second_choice);
    }
}
