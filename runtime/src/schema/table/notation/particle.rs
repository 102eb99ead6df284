//! Content models: `seq[ 1 choice[ 2 3? ]* any[ lax any ] ]{2,5}`.

use super::super::{Particle, ParticleId, Term};
use super::line::Line;
use super::{Reader, Referred, Result};

/// Groups are nested no deeper in what is generated.
const DEPTH: usize = 256;

impl Reader {
    /// One particle.
    pub(super) fn particle(&mut self, line: &mut Line, depth: usize) -> Result<ParticleId> {
        let word = line.word("a particle")?;
        match self.particle_of(line, &word, depth)? {
            Some(particle) => Ok(particle),
            None => line.fail("expected a particle"),
        }
    }

    /// The particle that a word begins; none at the end of a group, whose occurrence the word says.
    fn particle_of(&mut self, line: &mut Line, word: &str, depth: usize) -> Result<Option<ParticleId>> {
        if depth > DEPTH {
            return line.fail("groups are nested too deep");
        }
        let (term, occurs) = match word {
            "seq[" | "choice[" | "all[" => {
                let (members, occurs) = self.members(line, depth)?;
                let term = match word {
                    "seq[" => Term::Sequence(members),
                    "choice[" => Term::Choice(members),
                    _ => Term::All(members),
                };
                (term, occurs)
            }
            "any[" => {
                let wildcard = line.wildcard(&self.tables.names)?;
                (Term::Any(wildcard), line.word("`]`")?)
            }
            _ if word.starts_with(']') => return Ok(None),
            _ => {
                let digits = word.find(|it: char| !it.is_ascii_digit()).unwrap_or(word.len());
                let (element, occurs) = word.split_at(digits);
                let element = line.number_in(element)?;
                self.referred.push((Referred::Element(element), line.number()));
                (Term::Element(element), format!("]{occurs}"))
            }
        };
        let Some((min, max)) = occurs.strip_prefix(']').and_then(occurrence) else {
            return line.fail(format!("`{occurs}` does not say how often"));
        };
        self.tables.particles.push(Particle { min, max, term, emptiable: false });
        Ok(Some(self.tables.particles.len() - 1))
    }

    /// The members of a group up to its end, and the word that ends it.
    fn members(&mut self, line: &mut Line, depth: usize) -> Result<(Vec<ParticleId>, String)> {
        let mut members = Vec::new();
        loop {
            let word = line.word("`]`")?;
            match self.particle_of(line, &word, depth + 1)? {
                Some(particle) => members.push(particle),
                None => return Ok((members, word)),
            }
        }
    }
}

/// `?`, `*`, `+`, `{2,5}`, `{2,}`, or nothing for once.
fn occurrence(text: &str) -> Option<(u32, Option<u32>)> {
    Some(match text {
        "" => (1, Some(1)),
        "?" => (0, Some(1)),
        "*" => (0, None),
        "+" => (1, None),
        _ => {
            let (min, max) = text.strip_prefix('{')?.strip_suffix('}')?.split_once(',')?;
            let max = if max.is_empty() { None } else { Some(max.parse().ok()?) };
            (min.parse().ok()?, max)
        }
    })
}
