package io.plimsoll.daemon.run;

import io.plimsoll.engine.MarginView;
import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.fact.FactPublisher;
import io.plimsoll.feed.ndjson.IngressContext;
import io.plimsoll.feed.ndjson.NdjsonIngress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Every price feed and account source of a configuration, each on its own thread. */
final class Sources implements AutoCloseable {
    private final List<FileFeed> feeds = new ArrayList<>();
    private final List<AccountSource> accounts = new ArrayList<>();

    /**
     * Opens every file and socket, so that what cannot be opened is told before anything runs.
     *
     * @param feedErrors where a price feed tells that it cannot go on
     * @param accountErrors where an account source does
     */
    Sources(
            final DaemonConfig config,
            final InputPort port,
            final MarginView view,
            final ErrorSink feedErrors,
            final ErrorSink accountErrors)
            throws IOException {
        final Names names = new Names(config.definitions(), view);
        for (final DaemonConfig.FeedConfig feed : config.feeds()) {
            feeds.add(new FileFeed(feed, names, port, feedErrors));
        }
        final FactPublisher facts = new FactPublisher(port);
        final NdjsonIngress ndjson =
                new NdjsonIngress(new IngressContext().port(port).facts(facts).directory(names));
        for (final DaemonConfig.AccountSourceConfig source : config.accountSources()) {
            accounts.add(
                    switch (source.type()) {
                        case QUEUE -> new QueueIngress(source, port, facts, names, view, accountErrors);
                        case SOCKET -> new SocketIngress(source.name(), source.path(), ndjson, accountErrors);
                        case STDIN -> new StdinIngress(source.name(), ndjson, accountErrors);
                    });
        }
    }

    void start() {
        accounts.forEach(AccountSource::start);
        feeds.forEach(FileFeed::start);
    }

    List<AccountSource> accounts() {
        return accounts;
    }

    List<FileFeed> feeds() {
        return feeds;
    }

    /** Prices that a later one replaced before they reached the ring. */
    long conflated() {
        long sum = 0;
        for (final FileFeed feed : feeds) {
            sum += feed.conflated();
        }
        return sum;
    }

    @Override
    public void close() {
        feeds.forEach(FileFeed::close);
        accounts.forEach(AccountSource::close);
    }
}
