//! The schemas of the payloads → the code that xsd-parser makes of them.

use std::error::Error;
use std::path::PathBuf;

use xsd_parser::config::{
    Config, GeneratorFlags, InterpreterFlags, OptimizerFlags, ParserFlags, RenderStep, Resolver, Schema,
};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=schema");
    let schemas = ["schema/orders.xsd", "schema/soap.xsd"]
        .into_iter()
        .filter_map(|it| PathBuf::from(it).canonicalize().ok());
    let mut config = Config::default().with_quick_xml().with_render_step(RenderStep::EnumConstants);
    config.parser.schemas = schemas.map(Schema::File).collect();
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
