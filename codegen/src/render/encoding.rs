//! The table of the types of encoded messages.

use super::tokens::name;
use crate::plan::client::{EncodedContent, EncodedType};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The table, or nothing where no message is encoded.
pub(super) fn table(types: &[EncodedType]) -> TokenStream {
    if types.is_empty() {
        return TokenStream::new();
    }
    let all = types.iter().map(encoded_type);
    quote! {
        /// The types of the messages, as SOAP encoding names them. They refer to one another by their places.
        static TYPES: &[castile::soap::encoding::Type] = &[#(#all),*];
    }
}

fn encoded_type(ty: &EncodedType) -> TokenStream {
    let unnamed = ty.name.is_none().then(|| quote!(.unnamed()));
    let own = ty.name.as_ref().map_or_else(|| quote!(castile::xml::Name::new("", "")), name);
    match &ty.content {
        EncodedContent::Any => quote!(castile::soap::encoding::Type::any()),
        EncodedContent::Simple => quote!(castile::soap::encoding::Type::simple(#own)#unnamed),
        EncodedContent::Struct(members) => {
            let members = members.iter().map(|(member, place)| {
                let (member, place) = (name(member), Literal::usize_unsuffixed(*place));
                quote!((#member, #place))
            });
            quote!(castile::soap::encoding::Type::record(#own, &[#(#members),*])#unnamed)
        }
        EncodedContent::Array(item, place, dimensions) => {
            let item = name(item);
            let (place, dimensions) =
                (Literal::usize_unsuffixed(*place), Literal::usize_unsuffixed(*dimensions));
            quote!(castile::soap::encoding::Type::array(#own, #item, #place, #dimensions)#unnamed)
        }
    }
}
