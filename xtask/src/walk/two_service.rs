//! The steps with 2Service: a token for user name and password, a query with it, and its renewal.

use std::time::Duration;

use castile::http::FormatBy;
use castile::rest::Client;
use castile::{Error, Nillable, Secret};
use generated_client::two_service::{Authenticate, PartInfoResult, TwoServiceClient};

use super::{Walk, account, miss};

/// Walks through the service at `url`. Where its tokens' idle life is known, a token is left to expire; where not, a token
/// that the service does not know stands for an expired one.
pub(crate) async fn two_service(walk: &mut Walk, url: &str, idle: Option<Duration>) {
    let plain = Client::new(url).with_transport(walk.recorder.clone());
    let anonymous = TwoServiceClient::from_client(plain.clone());
    let session = anonymous.session(dealer(account::PASSWORD));
    let client = TwoServiceClient::from_client(plain.clone().with_session(&session));

    walk.step("Authenticate", async {
        session.token().await?;
        Ok(((), "a session token".to_owned()))
    })
    .await;
    walk.step("GetPart", async {
        let part = client.get_part("A-1 & æ").await?;
        Ok(((), told(part)))
    })
    .await;
    for (format, name) in
        [(FormatBy::Suffix, "GetPart, as part.xml"), (FormatBy::Query, "GetPart, with format=xml")]
    {
        let client = TwoServiceClient::from_client(plain.clone().with_format(format).with_session(&session));
        walk.step(name, async { Ok(((), told(client.get_part("A-1").await?))) }).await;
    }
    walk.step("GetPart, token expired", async {
        match idle {
            Some(idle) => tokio::time::sleep(idle + idle / 4).await,
            None => session.resume(Secret::from("00000000000000000000000000000000")),
        }
        let before = session.token().await?;
        client.get_part("A-1").await?;
        let after = session.token().await?;
        if before.secret() == after.secret() {
            miss("the token is still the same")
        } else {
            Ok(((), "logged in again, and asked again".to_owned()))
        }
    })
    .await;
    walk.step("Authenticate, wrong password", async {
        match anonymous.session(dealer("wrong")).token().await {
            Err(error @ Error::LoginRefused { .. }) => Ok(((), error.to_string())),
            Err(other) => Err(other.into()),
            Ok(_) => miss("the login was accepted"),
        }
    })
    .await;
}

fn told(part: PartInfoResult) -> String {
    let number = part.part_number.and_then(Nillable::into_option).unwrap_or_default();
    let price = part.unit_price.and_then(Nillable::into_option);
    format!("`{number}` costs {}", price.map_or_else(|| "nothing".to_owned(), |price| price.to_string()))
}

/// The dealer with this password.
pub(crate) fn dealer(password: &str) -> Authenticate {
    Authenticate { password: Secret::from(password), user_name: account::DEALER.to_owned() }
}
