using System.Diagnostics;

namespace Ingot.Benchmarks.Soak;

/// <summary>A small disk of its own (a tmpfs of Linux, which only root may mount), that can be made full and empty again.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly bool _isMounted;

    public SmallDisk(string folder, int megabytes)
    {
        Folder = Directory.CreateDirectory(folder).FullName;
        _isMounted = OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", FormattableString.Invariant($"size={megabytes}m"), "ingot-soak", Folder);
    }

    public string Folder { get; }

    /// <summary>Whether it can be made full; otherwise the folder lies on the machine's own disk.</summary>
    public bool CanFill => _isMounted;

    private string Ballast => Path.Combine(Folder, "ballast");

    /// <summary>Bytes that are free.</summary>
    public long Free => new DriveInfo(Folder).AvailableFreeSpace;

    /// <summary>Lets nobody write, or everybody again.</summary>
    public void MayWrite(bool may)
    {
        if (!Run("mount", "-o", may ? "remount,rw" : "remount,ro", Folder))
        {
            throw new IOException($"The disk at '{Folder}' cannot be mounted again.");
        }
    }

    /// <summary>Takes all room there is, but for some bytes.</summary>
    public void Fill(long free = 0)
    {
        using var file = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var zeros = new byte[4 << 20];
        var piece = zeros.Length;
        while (piece > 0)
        {
            try
            {
                file.Write(zeros, 0, piece);
            }
            catch (IOException)
            {
                piece /= 2;
            }
        }

        file.SetLength(Math.Max(file.Length - free, 0));
    }

    /// <summary>Gives the room back.</summary>
    public void Empty() => File.Delete(Ballast);

    public void Dispose()
    {
        if (_isMounted)
        {
            Run("umount", Folder);
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
