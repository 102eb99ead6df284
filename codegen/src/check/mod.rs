//! Rules of schema components that hold or do not hold once all is resolved (XSD 1.0 Part 1 §3, *Schema Component
//! Constraints*): one function a rule.
//!
//! Rules on which no answer of a service depends here give warnings unless a run is strict, for many a vendor's schema breaks them:
//! that content is unambiguous and consistent, that restrictions of complex types let in nothing new, and their like.

mod all_groups;
mod attribution;
mod bases;
mod consistency;
mod content;
mod cycles;
mod facets;
mod finals;
mod ids;
mod lexical;
mod mixed;
mod moments;
mod narrowing;
mod order;
mod patterns;
mod restriction;
mod values;
mod varieties;

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
    varieties::items_of_lists_are_no_lists(model, found);
    varieties::the_root_is_restricted_by_built_in_types(model, found);
    ids::one_attribute_is_an_id(model, found);
    mixed::extensions_are_mixed_as_their_base(model, found);
    consistency::elements_of_one_name_are_of_one_type(model, found);
    attribution::elements_belong_to_one_particle(model, found);
    restriction::restrictions_let_in_nothing_new(model, found);
    restriction::replaced_groups_let_in_nothing_new(model, found);
}
