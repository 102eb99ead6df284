//! Calls a service of each of the vendor's WSDLs twice: with a session, which must succeed, and without, which must not.

#![deny(warnings)]

use std::process::ExitCode;

use castile::soap::{Client, Version};
use castile::{Error, Secret};
use siblings::generated::{
    account, attachment, auth, client, company, invoice, person, product, project, transaction,
};

/// Calls one operation with and without session; counts a service that behaves.
macro_rules! visit {
    ($tally:ident, $base:ident, $session:ident, $path:literal, $client:path, |$it:ident| $call:expr) => {{
        let plain = Client::new(&format!("{}/{}", $base, $path), Version::V11);
        let $it = <$client>::from_client(plain.clone().with_session(&$session));
        let with = $call.await.map(|answer| format!("{answer:?}"));
        let $it = <$client>::from_client(plain);
        let without = $call.await.map(|answer| format!("{answer:?}"));
        $tally.count($path, &with, &without);
    }};
}

#[derive(Default)]
struct Tally {
    services: usize,
    good: usize,
}

impl Tally {
    fn count(&mut self, path: &str, with: &Result<String, Error>, without: &Result<String, Error>) {
        self.services += 1;
        match (with, without) {
            (Ok(answer), Err(Error::Fault(_))) => {
                self.good += 1;
                println!("  {path:<48} {:>6} characters with a session, a fault without", answer.len());
            }
            (Ok(_), other) => println!("  {path:<48} MISSED: without a session: {other:?}"),
            (Err(error), _) => println!("  {path:<48} MISSED: with a session: {error}"),
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let Some(base) = std::env::args().nth(1) else { return ExitCode::FAILURE };
    let address = format!("{base}/authenticate/v001/authenticate.asmx");
    let credential = auth::Credential {
        application_id: "11111111-2222-3333-4444-555555555555".parse().unwrap_or_default(),
        identity_id: None,
        password: Some(Secret::from("påss<&>\"word")),
        username: Some("user@example.com".to_owned()),
    };
    let session = auth::AuthenticateClient::from_client(Client::new(&address, Version::V11)).session(credential);
    let mut tally = Tally::default();

    visit!(tally, base, session, "account/v001/accountservice.asmx", account::AccountServiceClient, |it| it.get_account_list());
    visit!(tally, base, session, "attachment/v001/attachmentservice.asmx", attachment::AttachmentServiceClient, |it| it.get_file_info());
    visit!(tally, base, session, "client/v001/clientservice.asmx", client::ClientServiceClient, |it| it.get_client_information());
    visit!(tally, base, session, "company/v001/companyservice.asmx", company::CompanyServiceClient, |it| it.get_companies());
    visit!(tally, base, session, "invoice/v001/invoiceservice.asmx", invoice::InvoiceServiceClient, |it| it.get_invoices());
    visit!(tally, base, session, "person/v001/personservice.asmx", person::PersonServiceClient, |it| it.get_persons_detailed());
    visit!(tally, base, session, "product/v001/productservice.asmx", product::ProductServiceClient, |it| it.get_products());
    visit!(tally, base, session, "project/v001/projectservice.asmx", project::ProjectServiceClient, |it| it.get_project_list());
    visit!(tally, base, session, "transaction/v001/transactionservice.asmx", transaction::TransactionServiceClient, |it| it.get_transactions());

    println!("siblings: {}/{} services", tally.good, tally.services);
    if tally.good == tally.services { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
