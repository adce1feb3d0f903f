package io.plimsoll.daemon.cli;

import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IExecutionExceptionHandler;

/** The command line: data on standard output, talk on standard error, exit codes as in {@link ExitCode}. */
@Command(
        name = "plimsoll",
        description = "A liquidation daemon: oracle ticks in, liquidation orders in a journal that bots tail.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        subcommands = {
            RunCommand.class,
            DoctorCommand.class,
            CheckConfigCommand.class,
            ConfigCommand.class,
            FollowCommand.class,
            SnapshotCommand.class,
            StatusCommand.class,
            KillCommand.class,
            ArmCommand.class,
            ReloadCommand.class,
            ActCommand.class,
            FeedsCommand.class,
            BacktestCommand.class,
            TailCommand.class,
            PublishCommand.class,
            JournalCommand.class,
            ReplayCommand.class,
            ExplainCommand.class,
            PostMortemCommand.class,
            CompareCommand.class,
            MarginCommand.class,
            PreviewCommand.class,
            StressCommand.class,
            MetricsCommand.class,
            LatencyCommand.class,
            SampleBookCommand.class,
            HelpCommand.class,
            GenerateCompletion.class
        })
public final class Plimsoll {
    private Plimsoll() {}

    public static void main(final String[] args) {
        int code = ExitCode.FAILED.code();
        try {
            code = run(args);
        } catch (final Error e) {
            LoggerFactory.getLogger(Plimsoll.class).error("ending: threads that are left would hold the journal", e);
        }
        System.exit(code);
    }

    /** Runs one command in this process and answers its exit code. */
    public static int run(final String... args) {
        final CommandLine commandLine = new CommandLine(new Plimsoll());
        commandLine.setExecutionExceptionHandler(handler());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setUsageHelpAutoWidth(true);
        return commandLine.execute(args);
    }

    private static IExecutionExceptionHandler handler() {
        return (exception, commandLine, parsed) -> {
            final Optional<UserError> told = Told.of(exception);
            if (told.isPresent()) {
                commandLine.getErr().println("plimsoll: " + told.get().getMessage());
                return told.get().exitCode().code();
            }
            exception.printStackTrace(commandLine.getErr());
            return ExitCode.FAILED.code();
        };
    }
}
