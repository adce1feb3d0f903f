package io.plimsoll.gateway.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Where the files of an npm package stand, which came as a jar of WebJars: under its version, which its own jar tells. Stateless. */
final class WebJar {
    private WebJar() {}

    /** The resource of a file of a package. */
    static String file(final String name, final String file) {
        final String properties = "/META-INF/maven/org.webjars.npm/" + name + "/pom.properties";
        try (InputStream in = WebJar.class.getResourceAsStream(properties)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: org.webjars.npm:" + name);
            }
            final Properties read = new Properties();
            read.load(in);
            return "/META-INF/resources/webjars/" + name + "/" + read.getProperty("version") + "/" + file;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
