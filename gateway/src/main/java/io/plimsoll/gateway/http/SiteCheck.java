package io.plimsoll.gateway.http;

import io.plimsoll.gateway.config.GatewayConfig;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Keeps web pages of other sites out: what a browser sends without being asked to must name a host of ours (else a foreign name that was
 * rebound to our address would pass) and come from a page of ours, or of an origin that the operator named. Immutable.
 */
final class SiteCheck {
    private final Set<String> hosts;
    private final Set<String> origins;

    SiteCheck(final GatewayConfig config) {
        hosts = config.hosts();
        origins = config.origins();
    }

    /** Whether the Host is one of ours. */
    boolean isOurHost(final Request request) {
        final String name = Request.getServerName(request);
        return request.getHeaders().contains(HttpHeader.HOST)
                && name != null
                && hosts.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether it may come from a web page, if it does from one. */
    boolean isOurSite(final Request request) {
        final HttpFields headers = request.getHeaders();
        final String origin = headers.get(HttpHeader.ORIGIN);
        if (origin != null) {
            return isNamed(request) || origin.toLowerCase(Locale.ROOT).equals(own(request));
        }
        final String site = headers.get("Sec-Fetch-Site");
        return site == null || site.equals("same-origin") || site.equals("none");
    }

    /** Whether it comes from a page that the operator named. */
    boolean isNamed(final Request request) {
        final String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        return origin != null && origins.contains(origin.toLowerCase(Locale.ROOT));
    }

    private static String own(final Request request) {
        final String host = request.getHeaders().get(HttpHeader.HOST);
        return ((request.isSecure() ? "https://" : "http://") + host).toLowerCase(Locale.ROOT);
    }
}
