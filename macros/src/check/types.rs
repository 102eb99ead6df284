//! `types`: an enum of the types that `xsi:type` may name.

use crate::ast::{Input, Variant};
use crate::errors::Errors;

/// ```text
/// #[xml(types)]
/// enum AnyShape { #[xml(declared)] Shape(Shape), #[xml(declared)] Circle(Circle), #[xml(flatten)] Square(Square), None }
/// ```
/// Each variant is a type, of which at most one is the one that the element is declared with.
pub(super) fn check(errors: &mut Errors, variants: &[Variant<'_>]) {
    super::choices::check_alternatives(errors, variants);
    for variant in variants {
        for (key, _) in &variant.attrs.roles {
            errors.at(key, format_args!("`{key}` is for choices; the variants of `types` are types"));
        }
        if let Some(key) = &variant.attrs.default {
            errors.at(&key.ident, "`default` is for choices; the variants of `types` are types");
        }
        if variant.is_unit() {
            let ident = variant.ident;
            errors.at(ident, format_args!("a variant holds the type that it names; write `{ident}(..)`"));
        }
    }
    let mut declared = variants.iter().filter_map(|it| Some((it, it.attrs.declared.as_ref()?)));
    let Some((first, _)) = declared.next() else { return };
    for (_, key) in declared {
        errors.at(key, format_args!("only one variant can be `declared`; `{}` is it already", first.ident));
    }
}

/// ```text
/// #[xml(types)]
/// struct Shape {}
///
/// enum Payment { #[xml(declared)] Card(Card), Cash(u32) }
/// ```
pub(super) fn check_misplaced(errors: &mut Errors, input: &Input<'_>, variants: &[Variant<'_>]) {
    if input.attrs.types.is_some() {
        return;
    }
    for key in variants.iter().filter_map(|it| it.attrs.declared.as_ref()) {
        errors.at(key, "`declared` belongs into an enum marked `types`");
    }
}
