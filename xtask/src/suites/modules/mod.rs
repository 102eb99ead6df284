//! Specs → a program that reads and writes their messages.
//!
//! Several hundred specs become the modules of one crate, for a crate costs more than a spec. A process of its own generates each
//! module, and one serves each case, so that what panics or never ends is a case missed and no more.

mod compile;
mod generate;
mod library;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::child::output;
use super::infoset::Schema;
use super::run::{Missed, Run, Verdict, bar};

pub(super) use generate::one as generate_one;
pub(super) use library::BETWEEN;

/// How many modules a crate has.
const TOGETHER: usize = 250;

/// How long a process of one case may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the program says by its status when it cannot read a message that is given to it, and when it cannot write one.
const UNREADABLE: u8 = 2;
const UNWRITABLE: u8 = 3;

/// A spec as a module.
struct Module {
    name: String,
    spec: PathBuf,
    /// The cases it is for.
    cases: Vec<usize>,
}

/// What a case is judged with.
pub(super) struct Bench<'b> {
    program: &'b Path,
    module: &'b Module,
    /// What the spec declares.
    pub(super) schema: &'b Schema,
}

impl Bench<'_> {
    /// What the program says of a case: `arguments` are what it asks for, behind the module.
    pub(super) fn ask(&self, arguments: &[&Path]) -> Result<String, Missed> {
        let mut command = std::process::Command::new(self.program);
        command.arg(&self.module.name).args(arguments);
        let said = output(&mut command, PATIENCE).map_err(|why| Missed::at("decode", why))?;
        let why = said.stderr.trim();
        match said.status.code().and_then(|code| u8::try_from(code).ok()) {
            Some(0) => Ok(said.stdout),
            Some(UNREADABLE) => Err(Missed::at("decode", why)),
            Some(UNWRITABLE) => Err(Missed::at("encode", why)),
            _ => Err(Missed::at("decode", format!("{}: {why}", said.status))),
        }
    }
}

/// Judges the cases of some specs, of which no file is outside of `root`: a spec each, and a function that judges a case by its
/// number.
pub(super) fn judge(
    specs: &[PathBuf],
    root: &Path,
    run: &Run,
    case: impl Fn(usize, &Bench<'_>) -> Verdict + Sync,
) -> Result<Vec<Verdict>, String> {
    let mut verdicts: Vec<Verdict> = specs.iter().map(|_| Ok(())).collect();
    let modules = modules(specs);
    let good = generated(&modules, root, run, &mut verdicts);
    let bar = bar("compile", good.len());
    for batch in good.chunks(TOGETHER) {
        let program = compile::program(batch, run)?;
        for (module, missed) in &program.left_out {
            miss(module, missed, &mut verdicts);
        }
        let left: Vec<_> = batch.iter().filter(|module| program.has(module)).collect();
        let judged = run.each(&left, |module| cases(&program.path, module, root, &case));
        for (at, verdict) in judged.into_iter().flatten() {
            verdicts[at] = verdict;
        }
        bar.inc(batch.len() as u64);
    }
    bar.finish_and_clear();
    Ok(verdicts)
}

fn modules(specs: &[PathBuf]) -> Vec<Module> {
    let mut by_spec: BTreeMap<&Path, Vec<usize>> = BTreeMap::new();
    for (at, spec) in specs.iter().enumerate() {
        by_spec.entry(spec).or_default().push(at);
    }
    let named = by_spec.into_iter().enumerate();
    named.map(|(at, (spec, cases))| Module { name: format!("m{at}"), spec: spec.to_owned(), cases }).collect()
}

/// The modules that could be generated.
fn generated<'m>(modules: &'m [Module], root: &Path, run: &Run, verdicts: &mut [Verdict]) -> Vec<&'m Module> {
    let bar = bar("generate", modules.len());
    let said = run.each(modules, |module| {
        let said = generate::module(module, root, &run.work);
        bar.inc(1);
        said
    });
    bar.finish_and_clear();
    let mut good = Vec::new();
    for (module, said) in modules.iter().zip(said) {
        match said {
            Ok(()) => good.push(module),
            Err(why) => miss(module, &Missed::at("generate", why), verdicts),
        }
    }
    good
}

fn miss(module: &Module, missed: &Missed, verdicts: &mut [Verdict]) {
    for at in &module.cases {
        verdicts[*at] = Err(missed.clone());
    }
}

fn cases(
    program: &Path,
    module: &Module,
    root: &Path,
    case: &impl Fn(usize, &Bench<'_>) -> Verdict,
) -> Vec<(usize, Verdict)> {
    let schema = Schema::load(&module.spec, root);
    let judged = module.cases.iter().map(|at| match &schema {
        Some(schema) => (*at, case(*at, &Bench { program, module, schema })),
        None => (*at, Err(Missed::at("compare", "there is no model"))),
    });
    judged.collect()
}
