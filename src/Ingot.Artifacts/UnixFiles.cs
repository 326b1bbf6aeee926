using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Ingot.Artifacts;

/// <summary>What the system tells of files on Linux and macOS and .NET Standard does not: owner, mode, number and time of change.</summary>
internal static class UnixFiles
{
    /// <summary>Mode of what is the owner's alone: a file that he reads and writes.</summary>
    public const int OwnerFile = 0x180;

    /// <summary>The same of a folder.</summary>
    public const int OwnerFolder = 0x1C0;

    /// <summary>The bits of a mode that are permissions, with those of the set-group and the sticky bit.</summary>
    public const int Permissions = 0xFFF;

    // statx(2): the same structure on every processor and in every C library. AT_FDCWD, AT_EMPTY_PATH, AT_SYMLINK_NOFOLLOW and STATX_BASIC_STATS.
    private const int CurrentFolder = -100;
    private const int EmptyPath = 0x1000;
    private const int NoFollow = 0x100;

    // S_IFMT and S_IFREG.
    private const int KindOfFile = 0xF000;
    private const int PlainFile = 0x8000;
    private const uint BasicStats = 0x7ff;
    private const int BufferSize = 256;
    private const long Since1970 = 621_355_968_000_000_000;

    [ThreadStatic]
    private static byte[]? _buffer;

    // EEXIST, the same on both systems.
    private const int Exists = 17;

    /// <summary>Whether this is Linux or macOS.</summary>
    public static bool IsUnix { get; } = !RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    // Its stat(2) has a name of its own for the structure of today on processors that had an older one.
    private static bool IsIntel { get; } = RuntimeInformation.ProcessArchitecture == Architecture.X64;

    private static bool IsMac { get; } = RuntimeInformation.IsOSPlatform(OSPlatform.OSX);

    private static bool IsLinux { get; } = RuntimeInformation.IsOSPlatform(OSPlatform.Linux);

    /// <summary>The state of what a path leads to; null when there is nothing, or the system does not tell.</summary>
    /// <param name="path">The path.</param>
    public static UnixState? StateOf(string path)
    {
        var buffer = _buffer ??= new byte[BufferSize];
        try
        {
            var name = Utf8(path);
            var failed = !IsMac ? statx(CurrentFolder, name, 0, BasicStats, buffer) : IsIntel ? stat64(name, buffer) : stat(name, buffer);
            return failed != 0 ? null : Read(buffer);
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            // A C library older than the call: what is decided without it stands where it is asked.
            return null;
        }
    }

    /// <summary>
    /// By what a file is known, where one question to the system tells all of it: null for a link, for what is no file, where there is nothing, and where
    /// the system is not Linux. Thousands of files are asked for in a build of many models.
    /// </summary>
    /// <param name="path">The path.</param>
    public static FileState? PlainStateOf(string path)
    {
        if (!IsLinux)
        {
            return null;
        }

        var buffer = _buffer ??= new byte[BufferSize];
        try
        {
            return statx(CurrentFolder, Utf8(path), NoFollow, BasicStats, buffer) == 0 && (BitConverter.ToUInt16(buffer, 28) & KindOfFile) == PlainFile
                ? new FileState(BitConverter.ToInt64(buffer, 40), Ticks(BitConverter.ToInt64(buffer, 112), BitConverter.ToUInt32(buffer, 120)), OfLinux(buffer).Changed, OfLinux(buffer).Number)
                : null;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The state of an open file; null when the system does not tell.</summary>
    /// <param name="file">The file.</param>
    public static UnixState? StateOf(SafeFileHandle file)
    {
        var buffer = _buffer ??= new byte[BufferSize];
        try
        {
            var handle = (int)file.DangerousGetHandle();
            var failed = !IsMac ? statx(handle, Utf8(string.Empty), EmptyPath, BasicStats, buffer) : IsIntel ? fstat64(handle, buffer) : fstat(handle, buffer);
            return failed != 0 ? null : Read(buffer);
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Gives a file or a folder a mode. Nothing happens when the system refuses, as some file systems do.</summary>
    /// <param name="path">The path.</param>
    /// <param name="mode">The permissions.</param>
    public static void SetMode(string path, int mode) => _ = chmod(Utf8(path), (uint)mode);

    /// <summary>Makes a folder that is the owner's alone from its first moment; one that is there stays as it is.</summary>
    /// <param name="path">The folder; the one above it must be there.</param>
    /// <exception cref="IOException">The system refused.</exception>
    public static void MakeOwnFolder(string path)
    {
        if (mkdir(Utf8(path), OwnerFolder) != 0 && Marshal.GetLastWin32Error() is not Exists and var error)
        {
            throw new IOException($"The folder '{path}' cannot be made (error {error}).");
        }
    }

    /// <summary>Makes a file of a new name that is the owner's alone from its first moment.</summary>
    /// <param name="start">How its path begins.</param>
    /// <param name="path">Its path.</param>
    /// <exception cref="IOException">The system refused.</exception>
    public static FileStream MakeOwnFile(string start, out string path)
    {
        var name = Utf8(start + "XXXXXX");
        var file = mkstemp(name);
        path = Encoding.UTF8.GetString(name, 0, name.Length - 1);
        if (file < 0)
        {
            throw new IOException($"No file can be made beside '{start}' (error {Marshal.GetLastWin32Error()}).");
        }

#pragma warning disable CA2000 // The stream disposes it.
        return new FileStream(new SafeFileHandle((IntPtr)file, ownsHandle: true), FileAccess.Write);
#pragma warning restore CA2000
    }

    /// <summary>The number of the user whose rights this process has.</summary>
    public static uint User() => geteuid();

    private static UnixState Read(byte[] buffer) => IsMac ? OfMac(buffer) : OfLinux(buffer);

    private static UnixState OfLinux(byte[] buffer) => new(
        BitConverter.ToUInt16(buffer, 28), BitConverter.ToUInt32(buffer, 20), BitConverter.ToUInt32(buffer, 24), BitConverter.ToInt64(buffer, 32),
        Ticks(BitConverter.ToInt64(buffer, 96), BitConverter.ToUInt32(buffer, 104)));

    private static UnixState OfMac(byte[] buffer) => new(
        BitConverter.ToUInt16(buffer, 4), BitConverter.ToUInt32(buffer, 16), BitConverter.ToUInt32(buffer, 20), BitConverter.ToInt64(buffer, 8),
        Ticks(BitConverter.ToInt64(buffer, 64), BitConverter.ToInt64(buffer, 72)));

    private static long Ticks(long seconds, long nanoseconds) => Since1970 + (seconds * TimeSpan.TicksPerSecond) + (nanoseconds / 100);

    private static byte[] Utf8(string path) => Encoding.UTF8.GetBytes(path + "\0");

#pragma warning disable IDE1006, SA1300, CA5392 // The names of the C library; it is not looked for in folders.
    [DllImport("libc")]
    private static extern int statx(int folder, byte[] path, int flags, uint mask, byte[] state);

    [DllImport("libc")]
    private static extern int stat(byte[] path, byte[] state);

    [DllImport("libc", EntryPoint = "stat$INODE64")]
    private static extern int stat64(byte[] path, byte[] state);

    [DllImport("libc")]
    private static extern int fstat(int file, byte[] state);

    [DllImport("libc", EntryPoint = "fstat$INODE64")]
    private static extern int fstat64(int file, byte[] state);

    [DllImport("libc", SetLastError = true)]
    private static extern int chmod(byte[] path, uint mode);

    [DllImport("libc", SetLastError = true)]
    private static extern int mkdir(byte[] path, uint mode);

    [DllImport("libc", SetLastError = true)]
    private static extern int mkstemp([In, Out] byte[] path);

    [DllImport("libc")]
    private static extern uint geteuid();
#pragma warning restore IDE1006, SA1300, CA5392
}
