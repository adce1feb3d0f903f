package io.plimsoll.daemon.run;

import javax.net.ssl.SSLContext;

/**
 * What the admin port for other machines shows of itself.
 *
 * @param context with the key and its certificate
 * @param endsMs until when the certificate is good, milliseconds since 1970
 */
public record AdminKey(SSLContext context, long endsMs) {}
