//! From a type's syntax to its impls: what the entry points do, without the compiler around it.

use proc_macro2::TokenStream;
use syn::DeriveInput;

use crate::check::{self, Direction};
use crate::{ast, errors, expand, fallback};

/// The impl of `FromXml`, or what is wrong with the type.
pub(crate) fn from_xml(node: &DeriveInput) -> TokenStream {
    derive(node, Direction::Read, expand::from_xml, fallback::from_xml)
}

/// The impl of `ToXml`, or what is wrong with the type.
pub(crate) fn to_xml(node: &DeriveInput) -> TokenStream {
    derive(node, Direction::Write, expand::to_xml, fallback::to_xml)
}

type Expand = fn(&ast::Input<'_>) -> TokenStream;

fn derive(node: &DeriveInput, direction: Direction, expand: Expand, fallback: Expand) -> TokenStream {
    let (input, reported) = errors::collect(|errors| {
        let input = ast::Input::from_syn(errors, node);
        check::check(errors, &input, direction);
        input
    });
    let Some(errors) = reported else { return expand(&input) };
    let (errors, stub) = (errors.to_compile_error(), fallback(&input));
    quote::quote!(#errors #stub)
}

#[cfg(test)]
mod tests {
    use super::{from_xml, to_xml};

    /// What `macro_rules!` hands over as one fragment may be more than a string.
    #[test]
    fn a_fragment_that_is_more_than_a_string_is_reported() -> syn::Result<()> {
        for (fragment, is_text) in [(quote::quote!("a"), true), (quote::quote!("a" + "b"), false)] {
            let group = proc_macro2::Group::new(proc_macro2::Delimiter::None, fragment);
            let node = syn::parse2(quote::quote!(
                #[xml(ns = #group)]
                struct S {
                    a: String,
                }
            ))?;
            let text = from_xml(&node).to_string();
            assert_eq!(text.contains("expected a string literal"), !is_text, "{text}");
        }
        Ok(())
    }

    #[test]
    fn bounds_in_place_of_a_type_are_reported() -> syn::Result<()> {
        for source in ["enum V { A, #[xml(other)] B(String+) }", "struct S { a: String+ }"] {
            let node = syn::parse_str(source)?;
            for expanded in [from_xml(&node), to_xml(&node)] {
                let text = expanded.to_string();
                assert!(text.contains("expected a type, found bounds"), "{source}: {text}");
                syn::parse2::<syn::File>(expanded)?;
            }
        }
        Ok(())
    }

    /// What the compiler itself refuses still reaches a derive, through another macro or a tool.
    #[test]
    fn a_field_named_by_an_underscore_is_reported() -> syn::Result<()> {
        for source in ["struct S { _: String }", "#[xml(transparent)] struct S { _: String }"] {
            let node = syn::parse_str(source)?;
            for expanded in [from_xml(&node), to_xml(&node)] {
                let text = expanded.to_string();
                assert!(text.contains("a field that is read and written needs a name"), "{source}: {text}");
                syn::parse2::<syn::File>(expanded)?;
            }
        }
        Ok(())
    }
}
