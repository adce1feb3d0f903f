package io.plimsoll.daemon.chain;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.ExceptionHandler;
import com.lmax.disruptor.TimeoutException;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import io.plimsoll.feed.InputPort;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The way from a record to an order, all of it: ring, then <b>sequence</b> (append to {@code inputs}), <b>engine</b>, <b>orders</b>
 * (append to {@code orders}), in this order and no other. {@link Topology} says which thread does which step.
 *
 * <pre>
 *   adapters ---> ring ---> [sequence -> inputs] ---> [engine] ---> [orders -> orders]
 *   operator ---> control lane --^
 * </pre>
 */
public final class Chain implements AutoCloseable {
    /** Thread that sequences, where it has its own. */
    public static final String SEQUENCER_THREAD = "plimsoll-sequencer";
    /** Thread of the engine. */
    public static final String ENGINE_THREAD = "plimsoll-engine";
    /** Thread that appends orders, where it has its own. */
    public static final String ORDERS_THREAD = "plimsoll-orders";

    private final ChainContext context;
    private final Disruptor<RecordSlot> disruptor;
    private final RingPort port;
    private final ControlLane controlLane;
    private final Progress progress = new Progress();
    private final AtomicBoolean hasFailed = new AtomicBoolean();
    private final HandoffOrderSink handoff;
    private final LastWords lastWords;
    private final EngineQuestions questions;
    private final List<Thread> stageThreads = new ArrayList<>();
    private final CountDownLatch started;
    private Thread ordersThread;
    private AllocatedBytes engineAllocation;

    /** Wires the chain; nothing runs before {@link #start()}. */
    public Chain(final ChainContext chainContext) {
        context = chainContext.conclude();
        disruptor = new Disruptor<>(
                new SlotFactory(context.ringSlots())::next,
                context.ringSlots(),
                this::newStageThread,
                ProducerType.MULTI,
                context.waitChoice().newStrategy());
        port = new RingPort(disruptor.getRingBuffer());
        controlLane = new ControlLane(port::nudge);
        questions = new EngineQuestions(port::nudge);
        final Sequencer sequencer =
                new Sequencer(context.inputs(), controlLane, context.gate(), context.clock(), context.latency());
        handoff = context.topology() == Topology.ORDER_THREAD
                ? new HandoffOrderSink(context.orders(), context.latency(), progress, hasFailed::get)
                : null;
        final TimedOrderSink sink =
                handoff == null ? new JournalOrderSink(context.orders(), context.latency()) : handoff;
        final EngineStage engine = new EngineStage(context.engine(), context.gate(), sink, progress, context.latency());

        started = new CountDownLatch(context.topology() == Topology.SEQUENCER_THREAD ? 2 : 1);
        disruptor.setDefaultExceptionHandler(new StopOnException());
        final Stage sequencing;
        if (context.topology() == Topology.SEQUENCER_THREAD) {
            sequencing = new Stage(SEQUENCER_THREAD, true, sequencer::sequence);
            disruptor.handleEventsWith(sequencing).then(new Stage(ENGINE_THREAD, false, engine::process));
        } else {
            sequencing = new Stage(ENGINE_THREAD, true, slot -> {
                sequencer.sequence(slot);
                engine.process(slot);
            });
            disruptor.handleEventsWith(sequencing);
        }
        lastWords = new LastWords(sequencer, () -> !port.isWritten(disruptor.getSequenceValueFor(sequencing) + 1));
    }

    /** Starts the stages' threads, and returns when they are at work: a drain passes over a stage that is not. */
    public void start() {
        if (handoff != null) {
            ordersThread = new Thread(this::appendOrders, ORDERS_THREAD);
            ordersThread.start();
        }
        disruptor.start();
        engineAllocation = new AllocatedBytes(engineThread());
        try {
            started.await();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where adapters and account sources put records. */
    public InputPort port() {
        return port;
    }

    /** Where kill, arm and ready records go: before whatever waits in the ring. */
    public ControlLane controlLane() {
        return controlLane;
    }

    /** How far the chain has come. */
    public Progress progress() {
        return progress;
    }

    /** Slots taken and not yet processed. */
    public long ringFill() {
        return port.fill();
    }

    /** How far the ring is written, to hold against {@link #processedSlot()}. */
    public long writtenSlot() {
        return port.written();
    }

    /** Every slot up to here has been through all stages on its way. */
    public long processedSlot() {
        return port.processed();
    }

    /** Facts that had to wait for room in the ring. */
    public long factWaits() {
        return port.waits();
    }

    /** Times that a price found the ring full. */
    public long pricesTurnedAway() {
        return port.refusals();
    }

    /** Whether some stage has work; any thread. */
    public boolean hasWork() {
        return port.written() > port.processed() || !progress.isDecided(progress.engineSequence());
    }

    /**
     * Asks the engine something about its state: run on its thread, once, when nothing else waits for it. It only reads, does a bounded amount
     * of work and allocates nothing. Any thread but the stages'; waits.
     *
     * @return false when the engine had other work for so long; the question will not be run then
     */
    public boolean ask(final Runnable question, final long patienceNs) {
        return questions.ask(question, patienceNs);
    }

    /** Changes whenever a stage gets on with its work; any thread. */
    public long headway() {
        return port.processed() + progress.engineSequence() + progress.ordersAppended();
    }

    /** What the stage that has work is doing, for a message; any thread. */
    public StackTraceElement[] stack() {
        final boolean isBehindEngine = ordersThread != null && port.written() == port.processed();
        return (isBehindEngine ? ordersThread : engineThread()).getStackTrace();
    }

    /** Bytes that the engine's thread has allocated since the start; any thread. */
    public long engineBytesAllocated() {
        return engineAllocation.bytes();
    }

    private Thread engineThread() {
        return stageThreads.get(stageThreads.size() - 1);
    }

    /** Whether a stage has failed; nothing more will be processed. */
    public boolean hasFailed() {
        return hasFailed.get();
    }

    /**
     * Processes what is in the ring, then stops the stages and closes both logs. No adapter may publish any more.
     *
     * @throws IllegalStateException when the ring does not drain within the time
     */
    public void drainAndClose(final long timeout, final TimeUnit unit) {
        if (hasFailed.get()) {
            disruptor.halt();
        } else {
            try {
                disruptor.shutdown(timeout, unit);
            } catch (final TimeoutException e) {
                disruptor.halt();
                throw new IllegalStateException("the ring did not drain within " + timeout + " " + unit, e);
            }
        }
        // a stage that is still at work must not find its log unmapped
        stageThreads.forEach(Chain::join);
        stopOrdersThread();
        lastWords.close();
        context.inputs().close();
        context.orders().close();
    }

    @Override
    public void close() {
        drainAndClose(30, TimeUnit.SECONDS);
    }

    private void stopOrdersThread() {
        if (ordersThread != null) {
            handoff.close();
            join(ordersThread);
        }
    }

    private Thread newStageThread(final Runnable stage) {
        final Thread thread = new Thread(stage);
        stageThreads.add(thread);
        return thread;
    }

    private static void join(final Thread thread) {
        try {
            if (thread != Thread.currentThread()) {
                thread.join();
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void appendOrders() {
        try {
            handoff.drain();
        } catch (final RuntimeException | Error e) {
            fail(e);
        }
    }

    private void fail(final Throwable cause) {
        fail(Thread.currentThread().getName(), cause);
    }

    /**
     * Stops the chain for a cause of its own or of whoever depends on it (a source, a duty, the watchdog): nothing more is processed, the
     * cause is journaled where still possible (else it carries, suppressed, that it is not), and the context's fail-stop is told, all of it
     * once. Any thread.
     */
    public void fail(final String who, final Throwable cause) {
        if (hasFailed.compareAndSet(false, true)) {
            try {
                journal(who, cause);
            } finally {
                context.failStop().fail(who, cause);
            }
        }
    }

    private void journal(final String who, final Throwable cause) {
        try {
            if (!lastWords.say(who, cause)) {
                cause.addSuppressed(new IllegalStateException("the journal does not have this cause"));
            }
        } catch (final RuntimeException e) {
            if (e != cause) { // else the log itself is what failed
                cause.addSuppressed(e);
            }
        }
    }

    /** Slots over one stretch of direct memory, so that neighbouring records are neighbours in memory. */
    private static final class SlotFactory {
        private final UnsafeBuffer memory;
        private int made;

        SlotFactory(final int slots) {
            memory = new UnsafeBuffer(ByteBuffer.allocateDirect(slots * RecordSlot.SIZE));
        }

        RecordSlot next() {
            return new RecordSlot(new UnsafeBuffer(memory, RecordSlot.SIZE * made++, RecordSlot.SIZE));
        }
    }

    /** One step on a thread of its own; does nothing more once the chain has failed. */
    private final class Stage implements EventHandler<RecordSlot> {
        private final String threadName;
        private final boolean isSequencing;
        private final boolean isEngine;
        private final Step step;

        Stage(final String threadName, final boolean isSequencing, final Step step) {
            this.threadName = threadName;
            this.isSequencing = isSequencing;
            this.isEngine = threadName.equals(ENGINE_THREAD);
            this.step = step;
        }

        @Override
        public void onStart() {
            Thread.currentThread().setName(threadName);
            if (isSequencing) {
                lastWords.ownedHere();
            }
            started.countDown();
        }

        @Override
        public void onEvent(final RecordSlot slot, final long sequence, final boolean endOfBatch) {
            if (!hasFailed.get()) {
                step.process(slot);
                if (isEngine && endOfBatch && questions.isAsked() && port.written() == sequence) {
                    questions.answer();
                }
            } else if (isSequencing) {
                lastWords.writeIfSaid();
            }
        }
    }

    @FunctionalInterface
    private interface Step {
        void process(RecordSlot slot);
    }

    /** The Disruptor's default would end the consumer's thread and leave publishers hanging later: stop at once instead. */
    private final class StopOnException implements ExceptionHandler<RecordSlot> {
        @Override
        public void handleEventException(final Throwable cause, final long sequence, final RecordSlot slot) {
            fail(cause);
        }

        @Override
        public void handleOnStartException(final Throwable cause) {
            fail(cause);
        }

        @Override
        public void handleOnShutdownException(final Throwable cause) {
            fail(cause);
        }
    }
}
