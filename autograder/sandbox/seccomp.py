"""The system-call filter: what bubblewrap alone leaves open is denied. A deny list, kept short."""

import os
import tempfile
from functools import cache

from autograder.errors import SandboxError

DENIED = [
    "ptrace",
    "process_vm_readv",
    "process_vm_writev",
    "process_madvise",
    "kcmp",
    "pidfd_getfd",
    "add_key",
    "request_key",
    "keyctl",
    "io_uring_setup",
    "io_uring_enter",
    "io_uring_register",
    "unshare",
    "setns",
    "mount",
    "umount2",
    "pivot_root",
    "chroot",
    "move_mount",
    "open_tree",
    "fsopen",
    "fsconfig",
    "fsmount",
    "fspick",
    "mount_setattr",
    "bpf",
    "perf_event_open",
    "userfaultfd",
    "fanotify_init",
    "open_by_handle_at",
    "name_to_handle_at",
    "lookup_dcookie",
    "kexec_load",
    "kexec_file_load",
    "init_module",
    "finit_module",
    "delete_module",
    "reboot",
    "swapon",
    "swapoff",
    "acct",
    "quotactl",
    "settimeofday",
    "clock_settime",
    "clock_adjtime",
    "adjtimex",
    "syslog",
    "vhangup",
    "personality",
    "modify_ldt",
    "mbind",
    "migrate_pages",
    "move_pages",
    "set_mempolicy",
    "nfsservctl",
    "iopl",
    "ioperm",
    # memory that belongs to no process, so that nobody counts it
    "memfd_create",
    "memfd_secret",
    "shmget",
    "msgget",
    "semget",
]
AF_UNIX = 1  # the only family: event loops use it within the process
SHARED_ANONYMOUS = 0x21  # MAP_SHARED and MAP_ANONYMOUS: memory that no process is seen to hold once it lets go
SOL_SOCKET, BUFFER_SIZES = 1, (7, 8, 32, 33)  # SO_SNDBUF, SO_RCVBUF and their FORCE: buffers keep their usual size
CLONE_NEWUSER = 0x10000000
EPERM, ENOSYS, EAFNOSUPPORT = 1, 38, 97


def filter_file():
    """Return the descriptor of a fresh file with the compiled filter, for `bwrap --seccomp`.

    Raises SandboxError where libseccomp is not to be had.
    """
    descriptor = os.memfd_create("seccomp", 0)
    os.write(descriptor, _compiled())
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


@cache
def _compiled():
    try:
        import pyseccomp as seccomp
    except (ImportError, RuntimeError, OSError) as error:
        raise SandboxError(f"libseccomp cannot be loaded ({error}); install the package libseccomp2") from None
    rules = seccomp.SyscallFilter(seccomp.ALLOW)
    for name in DENIED:
        try:
            rules.add_rule(seccomp.ERRNO(EPERM), name)
        except (ValueError, RuntimeError, OSError):
            continue  # a call that this machine's libseccomp or processor does not have
    rules.add_rule(seccomp.ERRNO(ENOSYS), "clone3")  # its flags cannot be looked into; libc then uses clone
    rules.add_rule(seccomp.ERRNO(EPERM), "clone", seccomp.Arg(0, seccomp.MASKED_EQ, CLONE_NEWUSER, CLONE_NEWUSER))
    rules.add_rule(seccomp.ERRNO(EAFNOSUPPORT), "socket", seccomp.Arg(0, seccomp.NE, AF_UNIX))
    flags = seccomp.Arg(3, seccomp.MASKED_EQ, SHARED_ANONYMOUS, SHARED_ANONYMOUS)
    rules.add_rule(seccomp.ERRNO(EPERM), "mmap", flags)
    for option in BUFFER_SIZES:
        which = seccomp.Arg(1, seccomp.EQ, SOL_SOCKET), seccomp.Arg(2, seccomp.EQ, option)
        rules.add_rule(seccomp.ERRNO(EPERM), "setsockopt", *which)
    with tempfile.TemporaryFile() as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()
