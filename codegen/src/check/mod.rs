//! Rules of schema components that hold or do not hold once all is resolved (XSD 1.0 Part 1 §3, *Schema Component
//! Constraints*): one function a rule.
//!
//! Two rules here, and one of reading, give warnings unless a run is strict: that content is unambiguous, that restrictions of
//! complex types let in nothing new, and that an `id` stands once. No answer of a service depends on them here, and many a vendor's
//! schema breaks them.

mod all_groups;
mod attribution;
mod bases;
mod content;
mod cycles;
mod facets;
mod finals;
mod lexical;
mod narrowing;
mod order;
mod patterns;
mod restriction;
mod values;

use crate::diagnostic::Diagnostics;
use crate::model::Model;

/// Checks a model against all rules.
pub fn check(model: &Model, found: &mut Diagnostics) {
    cycles::elements_do_not_substitute_themselves(model, found);
    // The rules after this one follow derivations, which must end somewhere for that.
    if !cycles::types_are_not_derived_from_themselves(model, found) {
        return;
    }
    bases::simple_where_simple_is_needed(model, found);
    bases::content_matches_the_base(model, found);
    finals::final_types_are_left_alone(model, found);
    finals::members_have_the_type_of_their_head(model, found);
    all_groups::all_is_the_whole_content(model, found);
    facets::facets_fit_their_type(model, found);
    narrowing::restrictions_narrow_their_base(model, found);
    patterns::patterns_are_regular_expressions(model, found);
    values::enumerations_are_valid(model, found);
    values::notations_are_declared(model, found);
    values::defaults_are_valid(model, found);
    attribution::elements_belong_to_one_particle(model, found);
    restriction::restrictions_let_in_nothing_new(model, found);
}
