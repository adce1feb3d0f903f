package io.plimsoll.feed.live.net;

import io.plimsoll.feed.live.AnswerListener;
import io.plimsoll.feed.live.Connection;
import io.plimsoll.feed.live.ConnectionListener;
import io.plimsoll.feed.live.Endpoint;
import io.plimsoll.feed.live.Transport;
import io.plimsoll.feed.live.Venue;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * Sockets of {@code java.net.http}: HTTP/1.1, no redirects, certificates checked as the JDK is set up to, a proxy where the JDK's
 * properties name one. All callbacks run on the thread given; only names are looked up elsewhere, since that blocks.
 */
public final class JdkTransport implements Transport {
    private static final String AGENT = "plimsoll";

    private final ScheduledExecutorService executor;
    private final HttpClient client;
    private final ProxySelector proxies;

    /** Trusts whom the JDK trusts. */
    public JdkTransport(final ScheduledExecutorService thread) {
        this(thread, null);
    }

    /**
     * Trusts whom a context trusts.
     *
     * @param thread the source's, of one thread
     * @param ssl null for the JDK's own
     */
    public JdkTransport(final ScheduledExecutorService thread, final SSLContext ssl) {
        this(thread, ssl, ProxySelector.getDefault());
    }

    /** Goes by proxies of another choice than the JDK's; null: by none. */
    JdkTransport(final ScheduledExecutorService thread, final SSLContext ssl, final ProxySelector proxies) {
        this.executor = thread;
        this.proxies = proxies == null ? HttpClient.Builder.NO_PROXY : proxies;
        final HttpClient.Builder builder = HttpClient.newBuilder()
                .executor(thread)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(this.proxies)
                .connectTimeout(Duration.ofNanos(ANSWER_LIMIT_NS));
        if (ssl != null) {
            builder.sslContext(ssl);
        }
        client = builder.build();
    }

    @Override
    public Connection open(
            final Endpoint endpoint,
            final Venue.Kind kind,
            final int maxFrameBytes,
            final ConnectionListener listener) {
        final SourceThread thread = new SourceThread(executor);
        if (kind == Venue.Kind.WEB_SOCKET) {
            check(endpoint.uri(), Set.of("ws", "wss"));
            final JdkWebSocket socket = new JdkWebSocket(thread, maxFrameBytes, listener);
            lookUp(thread, endpoint.uri(), () -> socket.connect(client, endpoint), failure -> socket.fail(failure, 0));
            return socket;
        }
        check(endpoint.uri(), Set.of("http", "https"));
        final HttpRequest request =
                get(endpoint).header("Accept", "text/event-stream").build();
        final EventStream stream = new EventStream(thread, maxFrameBytes, listener);
        lookUp(thread, endpoint.uri(), () -> stream.start(client, request), failure -> stream.finish(failure, 0));
        return stream;
    }

    @Override
    public void fetch(final Endpoint endpoint, final int maxBytes, final AnswerListener listener) {
        check(endpoint.uri(), Set.of("http", "https"));
        final HttpRequest request = get(endpoint).build();
        final SourceThread thread = new SourceThread(executor);
        final Answer answer = new Answer(thread, maxBytes, listener);
        lookUp(thread, endpoint.uri(), () -> answer.start(client, request), failure -> answer.finish(failure, 0));
        answer.limit(executor.schedule(
                () -> answer.finish("no answer within 10 s", 0), ANSWER_LIMIT_NS, TimeUnit.NANOSECONDS));
    }

    private static HttpRequest.Builder get(final Endpoint endpoint) {
        final HttpRequest.Builder request =
                HttpRequest.newBuilder(endpoint.uri()).GET();
        if (endpoint.headers().keySet().stream().noneMatch("User-Agent"::equalsIgnoreCase)) {
            request.header("User-Agent", AGENT);
        }
        endpoint.headers().forEach(request::header);
        return request;
    }

    private static void check(final URI uri, final Set<String> schemes) {
        if (uri.getHost() == null
                || uri.getScheme() == null
                || !schemes.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("expected a host and one of " + schemes);
        }
    }

    // The client would look the name up on the source's thread. The JDK keeps an answer for 30 s, in which the client
    // finds it.
    private void lookUp(final SourceThread thread, final URI uri, final Runnable found, final Consumer<String> failed) {
        if (isProxied(uri)) { // who looks the name up itself; here nobody may know it
            thread.later(found);
            return;
        }
        final Thread asker = new Thread(
                () -> {
                    Runnable then = found;
                    try {
                        final InetAddress ignored = InetAddress.getByName(uri.getHost());
                    } catch (final UnknownHostException e) {
                        then = () -> failed.accept("no such host");
                    }
                    thread.later(then);
                },
                "plimsoll-lookup");
        asker.setDaemon(true);
        asker.start();
    }

    // As the client chooses: by the address as one of HTTP, and of proxies the first.
    private boolean isProxied(final URI uri) {
        final String scheme = uri.getScheme().toLowerCase(Locale.ROOT).replace("ws", "http");
        final List<Proxy> choice = proxies.select(URI.create(scheme + "://" + uri.getRawAuthority() + "/"));
        return !choice.isEmpty() && choice.get(0).type() == Proxy.Type.HTTP;
    }

    /** Nothing of its own: connections are closed one by one, and the client ends with them. */
    @Override
    public void close() {
        // see above
    }
}
