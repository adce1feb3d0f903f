package io.plimsoll.daemon.run;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/** The key that a server shows, which may be replaced: connections that begin from then on are shown the new one. Any thread. */
final class ShownKey extends X509ExtendedKeyManager {
    private volatile AdminKey key;

    ShownKey(final AdminKey key) {
        this.key = key;
    }

    /**
     * Shows this one from now on.
     *
     * @return whether it has other certificates
     */
    boolean replace(final AdminKey fresh) {
        final boolean isOther = !key.certificates().equals(fresh.certificates());
        key = fresh;
        return isOther;
    }

    @Override
    public String chooseEngineServerAlias(final String type, final Principal[] issuers, final SSLEngine engine) {
        return key.manager().chooseEngineServerAlias(type, issuers, engine);
    }

    @Override
    public String chooseServerAlias(final String type, final Principal[] issuers, final Socket socket) {
        return key.manager().chooseServerAlias(type, issuers, socket);
    }

    @Override
    public String[] getServerAliases(final String type, final Principal[] issuers) {
        return key.manager().getServerAliases(type, issuers);
    }

    @Override
    public X509Certificate[] getCertificateChain(final String alias) {
        return key.manager().getCertificateChain(alias);
    }

    @Override
    public PrivateKey getPrivateKey(final String alias) {
        return key.manager().getPrivateKey(alias);
    }

    @Override
    public String[] getClientAliases(final String type, final Principal[] issuers) {
        return key.manager().getClientAliases(type, issuers);
    }

    @Override
    public String chooseClientAlias(final String[] types, final Principal[] issuers, final Socket socket) {
        return key.manager().chooseClientAlias(types, issuers, socket);
    }
}
