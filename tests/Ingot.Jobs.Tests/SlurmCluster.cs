using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Ingot.Jobs.Schedulers;
using Ingot.Tests.Shared;

namespace Ingot.Jobs.Tests;

/// <summary>Slurm with one controller and two nodes, all of them on this machine, in a temporary folder. An array has five elements at most.</summary>
public sealed class SlurmCluster : IAsyncLifetime
{
    private const string Controller = "slurmctld";
    private static readonly string[] Nodes = ["n1", "n2"];

    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-slurm-").FullName;
    private readonly string _name = $"ingot{Guid.NewGuid():N}"[..20];
    private readonly Dictionary<string, Process> _processes = [];
    private readonly List<int> _ports = FreePorts(1 + Nodes.Length);
    private int _firstJob = 1;

    public static bool IsInstalled { get; } = new[] { "/usr/sbin/slurmctld", "/usr/sbin/slurmd", "/usr/bin/sbatch" }.All(File.Exists);

    /// <summary>Slurm's programs, which find this cluster.</summary>
    internal SchedulerPrograms Programs => new(start => start.Environment["SLURM_CONF"] = Configuration);

    private string Configuration => Path.Combine(_folder, "slurm.conf");

    public async Task InitializeAsync()
    {
        if (!IsInstalled)
        {
            // The tests say so: they are skipped, or fail in CI.
            return;
        }

        Directory.CreateDirectory(Path.Combine(_folder, "state"));
        Directory.CreateDirectory(Path.Combine(_folder, "spool"));
        await File.WriteAllTextAsync(Configuration, ConfigurationText());
        StartController();
        foreach (var node in Nodes)
        {
            StartNode(node);
        }

        await UntilIdleAsync();
    }

    public async Task DisposeAsync()
    {
        foreach (var name in _processes.Keys.ToList())
        {
            await KillAsync(name);
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Ends a node as a power cut would: its daemon, and all that it had started.</summary>
    public async Task KillNodeAsync(string node)
    {
        await KillAsync(node);
        foreach (var pid in Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(n => int.TryParse(n, out _)).Where(p => IsOf(node, EnvironmentOf(p!))))
        {
            await Programs.RunAsync("kill", ["-9", pid!], string.Empty, CancellationToken.None);
        }
    }

    public void StartNode(string node) => Start(node, "/usr/sbin/slurmd", "-D", "-N", node, "-f", Configuration);

    /// <summary>The controller dies and comes back without its memory.</summary>
    public async Task ForgetAsync()
    {
        await KillAsync(Controller);
        Directory.Delete(Path.Combine(_folder, "state"), recursive: true);
        Directory.CreateDirectory(Path.Combine(_folder, "state"));

        // A node that is handed a job by a number that it has had is drained.
        _firstJob += 1000;
        await File.WriteAllTextAsync(Configuration, ConfigurationText());
        StartController();
        await Waiting.UntilAsync(() => Answers("sinfo", "--noheader"));
    }

    /// <summary>Waits until both nodes have nothing to do.</summary>
    public Task UntilIdleAsync() => Waiting.UntilAsync(() => Idle() == Nodes.Length);

    // A job on this cluster's node, and on no other cluster's.
    private bool IsOf(string node, string[] environment) => environment.Contains($"SLURM_CLUSTER_NAME={_name}") && environment.Contains($"SLURMD_NODENAME={node}");

    private static string[] EnvironmentOf(string pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/environ").Split('\0');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended, or is another user's.
            return [];
        }
    }

    private int Idle() =>
        Programs.RunAsync("sinfo", ["--noheader", "--Node", "--format=%N %T"], string.Empty, CancellationToken.None).GetAwaiter().GetResult().Output
            .Split('\n').Count(l => l.Trim().EndsWith(" idle", StringComparison.Ordinal));

    private bool Answers(string program, params string[] arguments) =>
        Programs.RunAsync(program, arguments, string.Empty, CancellationToken.None).GetAwaiter().GetResult().ExitCode == 0;

    private void StartController() => Start(Controller, "/usr/sbin/slurmctld", "-D", "-f", Configuration);

    private void Start(string name, string program, params string[] arguments)
    {
        // What they say goes into files: nobody reads their pipes.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >> \"$0\" 2>&1 < /dev/null", Path.Combine(_folder, $"{name}.out"), program, .. arguments]);
        start.Environment["SLURM_CONF"] = Configuration;
        _processes[name] = Process.Start(start)!;
    }

    private async Task KillAsync(string name)
    {
        if (_processes.Remove(name, out var process))
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    private string ConfigurationText()
    {
        var user = Environment.UserName;
        var host = Dns.GetHostName().Split('.')[0];
        var nodes = Nodes.Select((n, i) => string.Create(CultureInfo.InvariantCulture, $"NodeName={n} NodeHostname={host} NodeAddr=127.0.0.1 Port={_ports[i + 1]} CPUs=1 State=UNKNOWN"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            ClusterName={_name}
            SlurmctldHost={host}(127.0.0.1)
            SlurmctldPort={_ports[0]}
            FirstJobId={_firstJob}
            SlurmUser={user}
            SlurmdUser={user}
            AuthType=auth/none
            CryptoType=crypto/none
            CredType=cred/none
            ProctrackType=proctrack/pgid
            TaskPlugin=task/none
            MpiDefault=none
            SwitchType=switch/none
            ReturnToService=2
            StateSaveLocation={_folder}/state
            SlurmdSpoolDir={_folder}/spool/%n
            SlurmctldPidFile={_folder}/slurmctld.pid
            SlurmdPidFile={_folder}/slurmd.%n.pid
            SlurmctldLogFile={_folder}/slurmctld.log
            SlurmdLogFile={_folder}/slurmd.%n.log
            SchedulerParameters=batch_sched_delay=0,sched_min_interval=0
            SelectType=select/cons_tres
            SelectTypeParameters=CR_Core
            AccountingStorageType=accounting_storage/none
            JobAcctGatherType=jobacct_gather/none
            JobCompType=jobcomp/none
            SlurmdTimeout=5
            MaxArraySize=5
            KillWait=2
            {string.Join('\n', nodes)}
            PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP

            """);
    }

    private static List<int> FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(l => l.Start());
        var ports = listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port).ToList();
        listeners.ForEach(l => l.Stop());
        return ports;
    }
}
