/** `8.38e-6`, for `split`: browsers break lines behind the sign. */
export const signedExponent = /(\d+(?:\.\d+)?e-\d+)/;
