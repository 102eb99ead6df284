//! What a type looks like. Only messages depend on it: occurrence itself is decided by traits, so that an alias of
//! `Option<T>` works as well, if with the compiler's words instead of ours.

use syn::{GenericArgument, PathArguments, Type};

/// The `T` of `wrapper<T>`, by the last segment of the path.
pub(crate) fn inner<'t>(ty: &'t Type, wrapper: &str) -> Option<&'t Type> {
    let Type::Path(path) = bare(ty) else { return None };
    let segment = path.path.segments.last().filter(|it| it.ident == wrapper)?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    arguments.args.iter().find_map(|it| match it {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

pub(crate) fn is(ty: &Type, wrapper: &str) -> bool {
    inner(ty, wrapper).is_some()
}

/// `Vec<T>` or `Option<Vec<T>>`.
pub(crate) fn is_list(ty: &Type) -> bool {
    is(ty, "Vec") || inner(ty, "Option").is_some_and(|it| is(it, "Vec"))
}

/// `Nillable<T>`, alone or within an `Option`.
pub(crate) fn is_nillable(ty: &Type) -> bool {
    is(ty, "Nillable") || inner(ty, "Option").is_some_and(|it| is(it, "Nillable"))
}

/// A simple value of the language or its prelude, as it occurs.
pub(crate) fn is_of_builtin(ty: &Type) -> bool {
    let item = ["Option", "Vec"].into_iter().find_map(|wrapper| inner(ty, wrapper));
    is_builtin(item.unwrap_or(ty))
}

/// A type of the language or its prelude that is a simple value.
fn is_builtin(ty: &Type) -> bool {
    const BUILTIN: [&str; 12] =
        ["String", "bool", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "f32", "f64"];
    matches!(bare(ty), Type::Path(path) if BUILTIN.iter().any(|it| path.path.is_ident(it)))
}

/// A fragment of `macro_rules!` arrives within invisible delimiters.
fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => bare(&group.elem),
        Type::Paren(paren) => bare(&paren.elem),
        ty => ty,
    }
}
