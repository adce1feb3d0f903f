package io.plimsoll.journal;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.FileStore;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A journal stays on the machine that writes it (promise P21). */
@Timeout(20)
class NetworkFileSystemTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "ceph", "CIFS"})
    void shouldRefuseAnotherMachinesFiles(final String type) {
        final JournalException refused =
                assertThrows(JournalException.class, () -> NetworkFileSystem.refuse(folder, new Store(type)));
        assertEquals(JournalException.Kind.NETWORK, refused.kind());
        assertTrue(refused.getMessage().contains(folder.toString()), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "zfs", "tmpfs", "overlay", "fuseblk"})
    void shouldTakeLocalFiles(final String type) {
        assertDoesNotThrow(() -> NetworkFileSystem.refuse(folder, new Store(type)));
    }

    /** A file store of which only the type counts. */
    private static final class Store extends FileStore {
        private final String type;

        Store(final String type) {
            this.type = type;
        }

        @Override
        public String name() {
            return "server:/export";
        }

        @Override
        public String type() {
            return type;
        }

        @Override
        public boolean isReadOnly() {
            return false;
        }

        @Override
        public long getTotalSpace() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long getUsableSpace() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long getUnallocatedSpace() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean supportsFileAttributeView(final Class<? extends FileAttributeView> view) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean supportsFileAttributeView(final String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <V extends FileStoreAttributeView> V getFileStoreAttributeView(final Class<V> view) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object getAttribute(final String attribute) {
            throw new UnsupportedOperationException();
        }
    }
}
