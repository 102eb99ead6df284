//! The generated types, member by member: a new member of a type is an error here until it takes part.

use crate::source::{Sample, Source};

macro_rules! sampled {
    ($module:ident: $($name:ident { $($member:ident),* },)*) => {$(
        impl Sample for generated_client::$module::$name {
            fn sample(_source: &mut Source) -> Self {
                Self { $($member: Sample::sample(_source)),* }
            }
        }
    )*};
}

sampled! { authenticate:
    Login { credential },
    LoginResponse { login_result },
    HasSession {},
    HasSessionResponse { has_session_result },
    GetIdentities {},
    GetIdentitiesResponse { get_identities_result },
    GetIdentity {},
    GetIdentityResponse { get_identity_result },
    SetIdentity { identity },
    SetIdentityResponse { set_identity_result },
    SetIdentityById { identity_id },
    SetIdentityByIdResponse { set_identity_by_id_result },
    AuthenticateByToken { token },
    AuthenticateByTokenResponse { authenticate_by_token_result },
    GetIdentitiesWithCredential { credential },
    GetIdentitiesWithCredentialResponse { get_identities_with_credential_result },
    GetIdentitiesWithCredentialByService { credential, service_id },
    GetIdentitiesWithCredentialByServiceResponse { get_identities_with_credential_by_service_result },
    Credential { application_id, identity_id, password, username },
    Token { application_id, id },
    Passport { id, email, identities, session_id },
    Identity { id, user, client, is_current, is_default, is_protected, servers, is_disabled },
    User { contact_id, id, name, employee_id },
    Client { id, name },
    Server { id, type_ },
}

sampled! { two_service:
    Authenticate { password, user_name },
    AuthenticateResponse { error_message, is_successful, result },
    AuthenticateResult { session_token },
    PartInfoResult {
        available_stock_quantity, average_delivery_in_days, can_be_ordered, description, ean_number, id, images,
        manufacturer, part_number, replacement_article_numbers, secondary_article_numbers, status_text, unit_price
    },
    ArrayOfPartInfoResult { part_info_result },
    PartResults { parts, total_count },
    Order { delivery_address, items, use_dropshipment },
    OrderItem { part_number, quantity, reference },
    DeliveryAddress { city, country_code, house_number, name, postal_code, street },
    OrderResult { order_number },
    TrackingResult { order_date, order_number, shipments, status },
    ArrayOfShipment { shipment },
    Shipment { carrier, order_number, shipment_date, track_and_trace_code, track_and_trace_url },
    ShipmentResults { shipments },
    OperationResultOfPartInfoResult { error_message, is_successful, result },
    OperationResultOfPartResults { error_message, is_successful, result },
    OperationResultOfOrderResult { error_message, is_successful, result },
    OperationResultOfTrackingResult { error_message, is_successful, result },
    OperationResultOfShipmentResults { error_message, is_successful, result },
    ErrorResponse { response_status },
    ResponseStatus { error_code, message, stack_trace, errors, meta },
    ArrayOfResponseError { response_error },
    ResponseError { error_code, field_name, message },
    ArrayOfstring { string },
    ArrayOfKeyValueOfstringstring { key_value_ofstringstring },
    KeyValueOfstringstring { key, value },
}

impl Sample for generated_client::two_service::OrderStatus {
    fn sample(source: &mut Source) -> Self {
        [Self::Open, Self::Completed, Self::Cancelled]
            [i32::sample(source).rem_euclid(3).unsigned_abs() as usize]
    }
}
