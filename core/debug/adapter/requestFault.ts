/** Why a request can't be answered, as the person is told. */
export class RequestFault extends Error {}
