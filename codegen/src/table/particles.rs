//! Content models and wildcards.

use super::Table;
use crate::model::{Compositor, Content, Particle, Term, Wildcard};
use std::fmt::Write as _;

impl Table<'_> {
    /// The particle of a complex type; none where it stands for no content at all (XSD 1.0 Part 1 §3.4.2): that is empty, and holds
    /// not even white space.
    pub(super) fn content(&mut self, content: &Content) -> Option<String> {
        let Content::Elements(particle) = content else { return None };
        if let Term::Group(group) = &particle.term
            && group.particles.is_empty()
            && (group.compositor != Compositor::Choice || particle.min == 0)
        {
            return None;
        }
        let mut line = String::new();
        self.particle(particle, &mut line);
        Some(line)
    }

    fn particle(&mut self, particle: &Particle, line: &mut String) {
        match &particle.term {
            Term::Element(element) => line.push_str(&element.index().to_string()),
            Term::Wildcard(wildcard) => {
                line.push_str("any[ ");
                line.push_str(&self.wildcard(wildcard));
                line.push_str(" ]");
            }
            Term::Group(group) => {
                line.push_str(match group.compositor {
                    Compositor::Sequence => "seq[ ",
                    Compositor::Choice => "choice[ ",
                    Compositor::All => "all[ ",
                });
                for member in &group.particles {
                    self.particle(member, line);
                    line.push(' ');
                }
                line.push(']');
            }
        }
        let _ = match (particle.min, particle.max) {
            (1, Some(1)) => Ok(()),
            (0, Some(1)) => line.write_char('?'),
            (0, None) => line.write_char('*'),
            (1, None) => line.write_char('+'),
            (min, Some(max)) => write!(line, "{{{min},{max}}}"),
            (min, None) => write!(line, "{{{min},}}"),
        };
    }

    /// `lax any`, `strict not 1 0`, `skip only 0 2`.
    pub(super) fn wildcard(&mut self, wildcard: &Wildcard) -> String {
        let target = wildcard.target.as_deref().unwrap_or("");
        let target = self.ns(target);
        let namespaces = match wildcard.namespace.as_str() {
            "##any" => "any".to_owned(),
            "##other" if target == 0 => "not 0".to_owned(),
            "##other" => format!("not {target} 0"),
            list => {
                let numbers = list.split_ascii_whitespace().map(|item| match item {
                    "##targetNamespace" => target,
                    "##local" => 0,
                    uri => self.ns(uri),
                });
                let numbers: Vec<_> = numbers.map(|number| number.to_string()).collect();
                format!("only {}", numbers.join(" "))
            }
        };
        format!("{} {}", wildcard.process_contents, namespaces.trim_end())
    }
}
