using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ingot.Artifacts;

/// <summary>What Windows tells of files and .NET does not: the time of change and the number.</summary>
internal static class WindowsFiles
{
    private const uint ReadAttributes = 0x80;
    private const uint ShareAll = 7;
    private const uint OpenExisting = 3;

    // Folders too.
    private const uint BackupSemantics = 0x02000000;

    // FileBasicInfo and FileIdInfo, with the sizes of their structures.
    private const int BasicInfo = 0;
    private const int BasicInfoSize = 40;
    private const int IdInfo = 18;
    private const int IdInfoSize = 24;

    /// <summary>The time of change in ticks of UTC, and the number of a file; 0 where the file system has none.</summary>
    /// <param name="path">Full path.</param>
    public static (long Changed, long Number) ChangeOf(string path)
    {
        using var file = CreateFileW(path, ReadAttributes, ShareAll, IntPtr.Zero, OpenExisting, BackupSemantics, IntPtr.Zero);
        if (file.IsInvalid)
        {
            return default;
        }

        var basic = new byte[BasicInfoSize];
        var id = new byte[IdInfoSize];
        var changed = GetFileInformationByHandleEx(file, BasicInfo, basic, BasicInfoSize) ? BitConverter.ToInt64(basic, 24) : 0;
        var number = GetFileInformationByHandleEx(file, IdInfo, id, IdInfoSize) ? BitConverter.ToInt64(id, 8) : 0;
        return (changed > 0 ? DateTime.FromFileTimeUtc(changed).Ticks : 0, number);
    }

    [DllImport("kernel32", CharSet = CharSet.Unicode, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern SafeFileHandle CreateFileW(string path, uint access, uint share, IntPtr security, uint disposition, uint flags, IntPtr template);

    [DllImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetFileInformationByHandleEx(SafeFileHandle file, int kind, byte[] information, int size);
}
