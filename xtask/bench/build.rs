//! The schema of the orders → the code that xsd-parser makes of it.

use std::error::Error;
use std::path::PathBuf;

use xsd_parser::config::{
    Config, GeneratorFlags, InterpreterFlags, OptimizerFlags, ParserFlags, RenderStep, Resolver, Schema,
};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=schema");
    let schema = PathBuf::from("schema/orders.xsd").canonicalize()?;
    let mut config = Config::default().with_quick_xml().with_render_step(RenderStep::EnumConstants);
    config.parser.schemas = vec![Schema::File(schema)];
    config.parser.resolver = vec![Resolver::File];
    config.parser.flags = ParserFlags::all();
    config.interpreter.flags = InterpreterFlags::all() - InterpreterFlags::WITH_NUM_BIG_INT;
    config.optimizer.flags = OptimizerFlags::all();
    config.generator.flags =
        GeneratorFlags::all() - GeneratorFlags::ANY_TYPE_SUPPORT - GeneratorFlags::MIXED_TYPE_SUPPORT;
    let code = xsd_parser::generate(config)?.to_string();
    std::fs::write(PathBuf::from(std::env::var("OUT_DIR")?).join("xsd_parser_orders.rs"), code)?;
    Ok(())
}
