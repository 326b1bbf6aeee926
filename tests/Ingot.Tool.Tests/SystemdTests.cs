using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Reflection;
using System.Runtime.Versioning;
using System.Text;
using Ingot.Tests.Shared;
using Ingot.Tool.Commands;

namespace Ingot.Tool.Tests;

public sealed class SystemdTests : IDisposable
{
    private static readonly ILookup<string, string> Unit = File.ReadAllLines(Path.Combine(Root, "docs", "snippets", "ingot.service"))
        .Select(l => l.Split('=', 2)).Where(p => p.Length == 2).ToLookup(p => p[0], p => p[1]);

    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-systemd-").FullName;

    private static string Root => typeof(SystemdTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_unit_starts_what_there_is()
    {
        var words = Unit["ExecStart"].Single().Split(' ');
        var parsed = RootCommandFactory.Create().Parse(words[1..]);

        Assert.Equal("/opt/ingot/dotnet-ingot", words[0]);
        Assert.Empty(parsed.Errors);
        Assert.Equal("serve", parsed.CommandResult.Command.Name);
        Assert.StartsWith("/var/lib/" + Unit["StateDirectory"].Single() + "/", words[Array.IndexOf(words, "--log") + 1], StringComparison.Ordinal);
        Assert.Equal("%d/" + Unit["LoadCredential"].Single().Split(':')[0], words[Array.IndexOf(words, "--api-keys") + 1]);
        var drain = int.Parse(words[Array.IndexOf(words, "--drain") + 1], CultureInfo.InvariantCulture);
        Assert.True(int.Parse(Unit["TimeoutStopSec"].Single(), CultureInfo.InvariantCulture) > drain + 30);
        Assert.Equal(((int)Pipeline.StageOutcome.BadInput).ToString(CultureInfo.InvariantCulture), Unit["RestartPreventExitStatus"].Single());
        Assert.Equal("notify", Unit["Type"].Single());
    }

    // What systemd has started is known by the name of the parent process.
    [LinuxFact("systemd is on Linux only.")]
    [SupportedOSPlatform("linux")]
    public async Task A_server_that_systemd_started_tells_it_when_it_listens_and_when_it_stops()
    {
        TestPackage.Write(_folder, "1.0.0");
        var address = Path.Combine(_folder, "notify");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(address));
        var parent = Path.Combine(_folder, "systemd");
        await File.WriteAllTextAsync(parent, "#!/bin/sh\n\"$@\" &\nchild=$!\nread line\nkill -TERM $child\nwait $child\n");
        File.SetUnixFileMode(parent, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var start = new ProcessStartInfo(parent, ["dotnet", "exec", typeof(RootCommandFactory).Assembly.Location, "serve", "--package", "Contoso.Churn@1.0.0", "--packages", _folder, "--urls", "http://127.0.0.1:0", "--drain", "4"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["NOTIFY_SOCKET"] = address },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();

        Assert.Equal("READY=1", await ReceiveAsync(socket));
        await process.StandardInput.WriteLineAsync("stop");
        Assert.Equal("STOPPING=1", await ReceiveAsync(socket));
        await Waiting.ForAsync(process.WaitForExitAsync());

        // Not 143, with which it would end if its time to drain were cut short.
        Assert.Equal(0, process.ExitCode);

        // The journal reads a line's priority from its beginning.
        Assert.StartsWith("<6>Ingot.Serving", await output, StringComparison.Ordinal);
    }

    private static async Task<string> ReceiveAsync(Socket socket)
    {
        using var over = new CancellationTokenSource(Waiting.Patience);
        var buffer = new byte[4096];
        return Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer, over.Token));
    }
}
