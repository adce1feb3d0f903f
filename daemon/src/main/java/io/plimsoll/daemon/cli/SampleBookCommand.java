package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.book.SampleBook;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sample-book}: a seeded book to try things with. */
@Command(
        name = "sample-book",
        description = "Writes a seeded book of invented accounts with realistic leverage around given prices.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  plimsoll sample-book --price BTC-PERP=42000.5 --price ETH-PERP=2310 --accounts 1000 -o book.ndjson"
        })
final class SampleBookCommand implements Callable<Integer> {
    @Option(
            names = "--price",
            paramLabel = "ID=P",
            required = true,
            description = "A perpetual and its first price. May be repeated.")
    private Map<String, BigDecimal> prices = new LinkedHashMap<>();

    @Option(
            names = "--accounts",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many accounts. Default: ${DEFAULT-VALUE}.")
    private int accounts = 1000;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The same seed gives the same book. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to. Default: standard output.")
    private Path output;

    @Override
    public Integer call() throws IOException {
        final List<SampleBook.Market> markets = new ArrayList<>();
        prices.forEach((symbol, price) -> {
            if (price.signum() <= 0) {
                throw new UserError("--price " + symbol + "=" + price + ": expected a positive price");
            }
            markets.add(market(markets, symbol, price));
        });
        if (accounts < 1) {
            throw new UserError("--accounts " + accounts + ": expected at least 1");
        }
        try (PrintWriter out = new PrintWriter(new OutputStreamWriter(target(), StandardCharsets.UTF_8))) {
            new SampleBook(markets, seed).write(out, accounts);
            if (out.checkError()) {
                throw new UserError("the book cannot be written");
            }
        }
        return ExitCode.OK.code();
    }

    private static SampleBook.Market market(
            final List<SampleBook.Market> others, final String symbol, final BigDecimal price) {
        final SampleBook.Market market = SampleBook.Market.of(symbol, price);
        if (others.stream().anyMatch(other -> other.asset().equals(market.asset()))) {
            throw new UserError("--price " + symbol + ": '" + market.asset() + "' underlies two of them");
        }
        return market;
    }

    private OutputStream target() throws IOException {
        return output == null ? System.out : Files.newOutputStream(output);
    }
}
