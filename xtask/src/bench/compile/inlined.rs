//! The impls that a derive would expand to if each type had a loop of its own: what a description read by one loop is compared with.

use std::fmt::Write as _;

/// What all of them use.
pub(super) const IMPORTS: &str = "use castile::xml::{Error, Name, Reader, Writer};
fn refused<T>(reader: &Reader<'_>) -> Result<T, Error> {
    match reader.expect(Name::new(\"urn:bench\", \"refused\")) { Err(error) => Err(error), Ok(()) => unreachable!() }
}";

/// How often a member occurs, and the type of its values.
enum Occurs<'t> {
    Once(&'t str),
    AtMostOnce(&'t str),
    Often(&'t str),
}

impl<'t> Occurs<'t> {
    fn of(ty: &'t str) -> Self {
        let inner = |wrapper| ty.strip_prefix(wrapper)?.strip_suffix('>');
        let optional = inner("Option<").map(Self::AtMostOnce);
        optional.or_else(|| inner("Vec<").map(Self::Often)).unwrap_or(Self::Once(ty))
    }

    /// The variable that a member is collected in.
    fn declared(&self, member: &str) -> String {
        match self {
            Self::Once(ty) | Self::AtMostOnce(ty) => format!("let mut {member}: Option<{ty}> = None;\n"),
            Self::Often(ty) => format!("let mut {member}: Vec<{ty}> = Vec::new();\n"),
        }
    }

    /// What is done at its element.
    fn read(&self, member: &str) -> String {
        match self {
            Self::Once(_) => format!(
                "if {member}.is_some() || reader.is_nil()? {{ return refused(reader); }} {member} = Some(reader.value()?);"
            ),
            Self::AtMostOnce(_) => format!(
                "if {member}.is_some() {{ return refused(reader); }} \
                 if reader.is_nil()? {{ reader.skip()?; }} else {{ {member} = Some(reader.value()?); }}"
            ),
            Self::Often(_) => {
                format!("if reader.is_nil()? {{ return refused(reader); }} {member}.push(reader.value()?);")
            }
        }
    }

    /// The field of the value.
    fn taken(&self, member: &str) -> String {
        match self {
            Self::Once(_) => {
                format!("{member}: match {member} {{ Some(it) => it, None => return refused(reader) }},\n")
            }
            Self::AtMostOnce(_) | Self::Often(_) => format!("{member},\n"),
        }
    }

    fn written(&self, member: &str, name: &str) -> String {
        match self {
            Self::Once(_) => format!("writer.element({name}, &self.{member});\n"),
            Self::AtMostOnce(_) | Self::Often(_) => {
                format!("for it in &self.{member} {{ writer.element({name}, it); }}\n")
            }
        }
    }
}

/// The impls of a struct with members of these types.
pub(super) fn impls(out: &mut String, type_name: &str, types: &[&str]) {
    let (mut declared, mut read, mut taken, mut written) = <(String, String, String, String)>::default();
    for (at, ty) in types.iter().enumerate() {
        let (member, occurs) = (format!("member_{at}"), Occurs::of(ty));
        declared.push_str(&occurs.declared(&member));
        let pattern = format!("Name {{ ns: \"urn:bench\", local: \"Member{at}\", .. }}");
        let _ = writeln!(read, "{pattern} => {{ {} }}", occurs.read(&member));
        taken.push_str(&occurs.taken(&member));
        written.push_str(&occurs.written(&member, &format!("Name::new(\"urn:bench\", \"Member{at}\")")));
    }
    let name =
        format!("const NAME: Option<Name<'static>> = Some(Name::new(\"urn:bench\", \"{type_name}\"));");
    let _ = writeln!(
        out,
        "impl<'x> castile::FromXml<'x> for {type_name} {{\n{name}\n\
         fn read(reader: &mut Reader<'x>) -> Result<Self, Error> {{\n{declared}\
         while reader.child()? {{\nmatch reader.name() {{\n{read}_ => reader.skip()?,\n}}\n}}\n\
         Ok(Self {{\n{taken}}})\n}}\n}}\n\
         impl castile::ToXml for {type_name} {{\n{name}\nfn write(&self, writer: &mut Writer) {{\n{written}}}\n}}"
    );
}
