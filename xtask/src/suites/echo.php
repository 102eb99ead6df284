<?php
// Answers every operation of the WSDL that the header x-wsdl names with the value that its request holds, as PHP's SOAP server reads
// and writes it.
ini_set('soap.wsdl_cache_enabled', '0');

class Echoes
{
    public function __call($name, $arguments)
    {
        return $arguments[0] ?? null;
    }
}

$server = new SoapServer($_SERVER['HTTP_X_WSDL'], ['cache_wsdl' => WSDL_CACHE_NONE, 'features' => SOAP_SINGLE_ELEMENT_ARRAYS]);
$server->setObject(new Echoes());
$server->handle(file_get_contents('php://input'));
