//! End tags: content that is complete, the value of text, defaults and fixed values (XSD 1.0 Part 1 §3.3.4 cvc-elt.5, §3.4.4
//! cvc-complex-type.2).

use super::{Assessment, Holds};
use crate::schema::identity::Field;
use crate::schema::simple::Values;
use crate::schema::table::{Constraint, TypeId};
use crate::xml::Scope;

impl Assessment<'_, '_> {
    /// Closes the innermost open element, before whose end tag the reader is.
    pub(super) fn end(&mut self) {
        let field = self.content_value();
        self.identities.close(self.tables, &field);
        for broken in std::mem::take(&mut self.identities.broken) {
            self.report_in(broken.rule, broken.at, broken.path, broken.message);
        }
        self.open.pop();
    }

    /// Checks the content of the innermost open element; its value as a field of a key.
    fn content_value(&mut self) -> Field {
        let Some(open) = self.open.last_mut() else { return Field::Absent };
        let (at, text_at, text) = (open.at, open.text_at, std::mem::take(&mut open.text));
        let fixed = open.element.and_then(|id| self.tables.elements.get(id)).and_then(|it| it.value.as_ref());
        match &open.holds {
            Holds::Anything | Holds::Lax => Field::None("no simple value"),
            Holds::Nil => {
                if !text.is_empty() && !open.has_children {
                    let message = "unexpected text: the element is nil".to_owned();
                    self.report("cvc-elt.3.2.1", text_at, None, message);
                }
                Field::Absent
            }
            Holds::Text(_) if open.has_children => Field::None(""),
            Holds::Text(ty) => {
                let ty = *ty;
                self.text_value(ty, &text, text_at, fixed)
            }
            Holds::Elements { mixed, content, broken, .. } => {
                let incomplete = !broken && !content.may_end(self.tables);
                let (mixed, has_children) = (*mixed, open.has_children);
                if incomplete {
                    let message = format!("the element is incomplete: {}", self.expected());
                    self.report("cvc-complex-type.2.4.b", at, None, message);
                }
                if let Some(Constraint { fixed: true, literal }) = fixed.filter(|_| mixed) {
                    let same = !has_children && (text.is_empty() || text == *literal);
                    if !same {
                        let message = format!("expected the fixed value `{literal}`");
                        self.report("cvc-elt.5.2.2", text_at, None, message);
                    }
                }
                Field::None("no simple value")
            }
        }
    }

    fn text_value(&mut self, ty: TypeId, text: &str, at: usize, declared: Option<&Constraint>) -> Field {
        let literal = |literal: &str| Values::new(self.tables, Scope::default()).literal(ty, literal, &[]);
        let wanted = declared.and_then(|declared| literal(&declared.literal));
        if let (true, Some(declared)) = (text.is_empty(), declared) {
            // The default has to be of the type that the element has here, which may be another than that of its declaration.
            return match wanted {
                Some(value) => Field::Known(value),
                None => self.value(ty, &declared.literal, at, None).map_or(Field::None(""), Field::Known),
            };
        }
        let Some(value) = self.value(ty, text, at, None) else { return Field::None("") };
        // The prefixes of names among the values of a fixed value are the schema's, and not known here.
        let is_fixed = |literal: &str| match &wanted {
            Some(wanted) => *wanted == value,
            None => literal.split_ascii_whitespace().eq(text.split_ascii_whitespace()),
        };
        if let Some(Constraint { fixed: true, literal }) = declared
            && !is_fixed(literal)
        {
            let message = format!("expected the fixed value `{literal}`");
            self.report("cvc-elt.5.2.2", at, None, message);
        }
        Field::Known(value)
    }
}
