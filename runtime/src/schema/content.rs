//! Where in its content model an element stands: a walk over the particles, with a count for each that is open.
//!
//! Occurrences are counted and never unrolled, so `maxOccurs="100000"` costs a number. A model that obeys *unique particle
//! attribution* (XSD 1.0 Part 1 §3.8.6) leaves one declaration for each element, but not always one way to count: in `(a{1,2}){1,2}`
//! a second `a` may be of the same round or of the next. So all ways are walked at once, but for those that another is as good as.

use super::table::{ElementId, ParticleId, Process, Seen, Tables, Term};

/// A particle that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Open {
    particle: ParticleId,
    /// Which round this is; beyond what decides anything, it stays.
    round: u32,
    /// The member of a sequence that is open.
    member: usize,
    /// The members of an `all` that have been.
    been: Vec<ParticleId>,
}

/// The open particles from the outermost to that of the newest element.
type Way = Vec<Open>;

/// A place in a content model.
#[derive(Debug, Clone)]
pub(super) struct Content {
    root: Option<ParticleId>,
    /// All ways to have come here; none before the first element.
    ways: Vec<Way>,
    started: bool,
}

/// What the model takes an element to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    Element(ElementId),
    Wildcard(Process),
}

/// What may come next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    Element(ElementId),
    Wildcard,
}

/// A model with more ways that lead on differently is hostile.
const WAYS: usize = 256;

impl Content {
    pub(super) fn new(root: Option<ParticleId>) -> Self {
        Self { root, ways: Vec::new(), started: false }
    }

    /// Goes on to the next element, if it may stand here.
    pub(super) fn take(&mut self, tables: &Tables, seen: Seen) -> Option<Taken> {
        let mut walk = Walk { tables, ways: Vec::new(), taken: None, visit: Visit::Take(seen) };
        self.walk(&mut walk);
        let taken = walk.taken?;
        (self.ways, self.started) = (walk.ways, true);
        Some(taken)
    }

    /// What may stand here, each once.
    pub(super) fn expected(&self, tables: &Tables) -> Vec<Next> {
        let mut walk = Walk { tables, ways: Vec::new(), taken: None, visit: Visit::List(Vec::new()) };
        self.walk(&mut walk);
        match walk.visit {
            Visit::List(list) => list,
            Visit::Take(_) => Vec::new(),
        }
    }

    /// Whether the content may end here.
    pub(super) fn may_end(&self, tables: &Tables) -> bool {
        let Some(root) = self.root.filter(|_| !self.started) else {
            return self.root.is_none() || self.ways.iter().any(|way| may_end(tables, way));
        };
        tables.particles.get(root).is_none_or(|it| it.min == 0 || it.emptiable)
    }

    fn walk(&self, walk: &mut Walk<'_>) {
        match self.root {
            Some(root) if !self.started => walk.enter(root, &mut Vec::new(), 1),
            _ => self.ways.iter().for_each(|way| walk.go_on(way.clone())),
        }
    }
}

fn may_end(tables: &Tables, way: &Way) -> bool {
    way.iter().all(|open| {
        let Some(particle) = tables.particles.get(open.particle) else { return true };
        let may_be_absent =
            |id: &ParticleId| tables.particles.get(*id).is_none_or(|it| it.min == 0 || it.emptiable);
        let round_is_done = match &particle.term {
            Term::Sequence(members) => members.iter().skip(open.member + 1).all(may_be_absent),
            Term::All(members) => {
                members.iter().filter(|member| !open.been.contains(member)).all(may_be_absent)
            }
            Term::Choice(_) | Term::Element(_) | Term::Any(_) => true,
        };
        round_is_done && (open.round >= particle.min || particle.emptiable)
    })
}

/// What is done at the particles that may come next.
enum Visit {
    Take(Seen),
    List(Vec<Next>),
}

struct Walk<'t> {
    tables: &'t Tables,
    /// The ways on, with the element taken.
    ways: Vec<Way>,
    taken: Option<Taken>,
    visit: Visit,
}

impl Walk<'_> {
    /// All that may come after the newest element of a way.
    fn go_on(&mut self, mut way: Way) {
        let tables = self.tables;
        while let Some(open) = way.pop() {
            let Some(particle) = tables.particles.get(open.particle) else { return };
            let done = match &particle.term {
                Term::Sequence(members) => self.sequence(members, open.member + 1, &open, &mut way),
                Term::All(members) => self.all(members, &open, &mut way),
                Term::Choice(_) | Term::Element(_) | Term::Any(_) => true,
            };
            if !done {
                return;
            }
            if particle.max.is_none_or(|max| open.round < max) {
                let highest = particle.max.unwrap_or(particle.min.max(1));
                self.enter(open.particle, &mut way, (open.round + 1).min(highest));
            }
            if open.round < particle.min && !particle.emptiable {
                return;
            }
        }
    }

    /// All that may begin a round of a particle.
    fn enter(&mut self, id: ParticleId, way: &mut Way, round: u32) {
        let tables = self.tables;
        let Some(particle) = tables.particles.get(id) else { return };
        if particle.max == Some(0) {
            return;
        }
        let open = Open { particle: id, round, member: 0, been: Vec::new() };
        match &particle.term {
            Term::Element(element) => self.element(*element, open, way),
            Term::Any(wildcard) => {
                let taken = Taken::Wildcard(wildcard.process);
                match &mut self.visit {
                    Visit::Take(seen) if wildcard.allowed.lets(seen.ns) => self.taken(taken, open, way),
                    Visit::Take(_) => {}
                    Visit::List(list) if list.contains(&Next::Wildcard) => {}
                    Visit::List(list) => list.push(Next::Wildcard),
                }
            }
            Term::Sequence(members) => {
                self.sequence(members, 0, &open, way);
            }
            Term::Choice(members) => {
                way.push(open);
                for member in members {
                    self.enter(*member, way, 1);
                }
                way.pop();
            }
            Term::All(members) => {
                self.all(members, &open, way);
            }
        }
    }

    /// The members of a sequence from one on, as far as those before may be absent; whether all may be.
    fn sequence(&mut self, members: &[ParticleId], from: usize, open: &Open, way: &mut Way) -> bool {
        for (member, id) in members.iter().enumerate().skip(from) {
            way.push(Open { member, ..open.clone() });
            self.enter(*id, way, 1);
            way.pop();
            if self.tables.particles.get(*id).is_some_and(|it| it.min > 0 && !it.emptiable) {
                return false;
            }
        }
        true
    }

    /// The members of an `all` that have not been; whether all of them may be absent.
    fn all(&mut self, members: &[ParticleId], open: &Open, way: &mut Way) -> bool {
        let mut done = true;
        for id in members.iter().filter(|id| !open.been.contains(id)) {
            let mut open = open.clone();
            let place = open.been.partition_point(|been| been < id);
            open.been.insert(place, *id);
            way.push(open);
            self.enter(*id, way, 1);
            way.pop();
            done &= self.tables.particles.get(*id).is_none_or(|it| it.min == 0 || it.emptiable);
        }
        done
    }

    /// An element, or one that may stand in its place.
    fn element(&mut self, id: ElementId, open: Open, way: &Way) {
        let Some(element) = self.tables.elements.get(id) else { return };
        match &mut self.visit {
            Visit::Take(seen) => {
                let Some(name) = seen.name else { return };
                let member = || self.tables.members.get(&id).and_then(|members| members.get(&name)).copied();
                let taken = if element.name == name { Some(id) } else { member() };
                if let Some(taken) = taken {
                    self.taken(Taken::Element(taken), open, way);
                }
            }
            Visit::List(list) if list.contains(&Next::Element(id)) => {}
            Visit::List(list) => list.push(Next::Element(id)),
        }
    }

    fn taken(&mut self, taken: Taken, open: Open, way: &Way) {
        // An element that is declared is preferred to a wildcard that lets it through.
        if self.taken.is_none() || matches!(taken, Taken::Element(_)) {
            self.taken = Some(taken);
        }
        let mut way = way.clone();
        way.push(open);
        if self.ways.iter().any(|known| self.is_as_good(known, &way)) {
            return;
        }
        let mut ways = std::mem::take(&mut self.ways);
        ways.retain(|known| !self.is_as_good(&way, known));
        if ways.len() < WAYS {
            ways.push(way);
        }
        self.ways = ways;
    }

    /// Whether all that may follow the other way may follow this one: where both have had the rounds they need, fewer leave more.
    fn is_as_good(&self, this: &Way, other: &Way) -> bool {
        this.len() == other.len()
            && this.iter().zip(other).all(|(this, other)| {
                let needs = self
                    .tables
                    .particles
                    .get(this.particle)
                    .map_or(0, |it| if it.emptiable { 0 } else { it.min });
                let round = this.round == other.round || (needs <= this.round && this.round < other.round);
                round
                    && this.particle == other.particle
                    && this.member == other.member
                    && this.been == other.been
            })
    }
}
