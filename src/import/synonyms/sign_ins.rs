//! Columns of sign-in logs.

use super::Names;
use crate::import::target::Target;

pub(super) const NAMES: Names = &[
    (
        Target::Time,
        0,
        "date datetime timestamp time createddatetime eventtime eventdate eventtimestamp signindate signintime signindatetime logintime logindate logondate loginat loggedat occurredat published idtime activitydate activitydatetime when zeit zeitpunkt zeitstempel datum datumuhrzeit uhrzeit dateheure dateetheure horodatage heure fecha fechayhora fechahora hora dataehora datahora data dataeora ora timecreated dateutc timeutc",
    ),
    (
        Target::Time,
        1,
        "timegenerated ingestiontime receivedat created createdat lastsignindatetime lastlogin lastsignin",
    ),
    (
        Target::Who,
        0,
        "userprincipalname upn username useremail email emailaddress mail login loginname userlogin accountname targetusername signinname benutzername emailadresse adressemail courriel correo correoelectronico nomeutente nombredeusuario nomedeusuario nomdutilisateur identifiant",
    ),
    (
        Target::Who,
        1,
        "actoralternateid user account member benutzer utilisateur usuario utilizador utente konto person detailsusername who actoremail profileusername",
    ),
    (
        Target::ExternalId,
        0,
        "userid userobjectid objectid actorid accountid externalid employeeid workerid",
    ),
    (
        Target::Result,
        0,
        "status result outcome outcomeresult signinstatus loginstatus loginresult eventresult ergebnis resultat resultado risultato statut estado stato success successful succeeded erfolg erfolgreich succes reussite exito sucesso esito issuccess",
    ),
    (
        Target::ErrorCode,
        0,
        "signinerrorcode errorcode resulttype resultcode statuserrorcode statuscode fehlercode codederreur codigodeerror codigodeerro codiceerrore resultsignature",
    ),
    (
        Target::Reason,
        0,
        "failurereason resultdescription outcomereason statusfailurereason errormessage reason errordescription failuremessage fehlergrund grund ursache motif raison raisondelechec motivo motivodelerror message",
    ),
    (
        Target::Event,
        0,
        "eventtype eventname event operation operationname activity activitytype action eventmessage ereignis evenement evento",
    ),
    (Target::Event, 2, "type logtype"),
    (
        Target::Application,
        0,
        "application appdisplayname applicationname app appname anwendung aplicacion aplicacao applicazione program programm programme servicename",
    ),
    (
        Target::Application,
        2,
        "resource resourcedisplayname clientapp clientappused eventproduct",
    ),
    (
        Target::Device,
        0,
        "devicedetail device devicename devicedetaildisplayname computer computername hostname gerat appareil dispositivo clientdevice workstation",
    ),
    (
        Target::Device,
        1,
        "browser devicedetailbrowser clientuseragentbrowser",
    ),
    (
        Target::Device,
        2,
        "operatingsystem devicedetailoperatingsystem os clientuseragentos betriebssystem systemedexploitation",
    ),
    (Target::Device, 3, "useragent clientuseragentrawuseragent"),
    (
        Target::Ip,
        0,
        "ipaddress ip clientip clientipaddress srcipaddr sourceip sourceipaddress remoteip remoteaddress ipadresse adresseip direccionip enderecoip indirizzoip callipaddress ipaddr",
    ),
    (
        Target::Location,
        0,
        "location ort standort lieu ubicacion localizacao posizione place signinlocation geolocation",
    ),
    (
        Target::Location,
        1,
        "city locationcity clientgeographicalcontextcity stadt ville ciudad cidade citta",
    ),
    (
        Target::Location,
        2,
        "country countryorregion locationcountryorregion clientgeographicalcontextcountry networkinforegioncode land pays pais paese region",
    ),
    (
        Target::EventId,
        0,
        "requestid eventid uuid eventuuid originalrequestid recordid logid signinid",
    ),
    (Target::EventId, 1, "id"),
    (
        Target::SessionId,
        0,
        "sessionid authenticationcontextexternalsessionid externalsessionid session sitzung",
    ),
];
