package io.plimsoll.daemon.run;

import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * What the admin port for other machines shows of itself.
 *
 * @param manager with the keys and their certificates
 * @param certificates of all keys
 * @param endsMs until when all of them are good, milliseconds since 1970
 */
record AdminKey(X509ExtendedKeyManager manager, Set<X509Certificate> certificates, long endsMs) {}
