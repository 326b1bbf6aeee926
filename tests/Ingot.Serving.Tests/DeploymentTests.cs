using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ingot.Monitoring.Predictions;
using Microsoft.Extensions.Configuration;
using YamlDotNet.RepresentationModel;

namespace Ingot.Serving.Tests;

/// <summary>The manifests of the docs say what the code does.</summary>
public partial class DeploymentTests
{
    private static readonly XElement Project = XDocument.Parse(Manifests.ReadText("Container.csproj")).Root!;

    private static string Port => (string)Project.Descendants("ContainerPort").Single().Attribute("Include")!;

    private static YamlNode Pod => Manifests.At(Manifests.Of("Deployment"), "spec", "template", "spec")!;

    private static YamlNode Container => Manifests.List(Pod["containers"]).Single();

    private static YamlNode Predictor => Manifests.List(Manifests.At(Manifests.Read("kserve.yaml").Single(), "spec", "predictor", "containers")).Single();

    [Fact]
    public async Task Probes_ask_for_what_the_server_answers()
    {
        await using var host = await ServingHost.StartAsync();
        var probes = new[] { Container, Predictor }.SelectMany(c => ((YamlMappingNode)c).Children)
            .Where(c => Manifests.Text(c.Key).EndsWith("Probe", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(5, probes.Count);
        foreach (var probe in probes)
        {
            var path = Manifests.Text(Manifests.At(probe.Value, "httpGet", "path")!);
            Assert.Equal(Manifests.Text(probe.Key) == "readinessProbe" ? "/v2/health/ready" : "/v2/health/live", path);
            Assert.Equal((path, HttpStatusCode.OK), (path, (await host.Client.GetAsync(path)).StatusCode));
        }
    }

    [Fact]
    public void Ports_are_the_one_that_the_program_listens_on()
    {
        var listens = (string)Project.Descendants("ContainerEnvironmentVariable").Single(e => (string)e.Attribute("Include")! == "ASPNETCORE_HTTP_PORTS").Attribute("Value")!;
        Assert.Equal(Port, listens);
        foreach (var container in new[] { Container, Predictor })
        {
            var port = Manifests.List(container["ports"]).Single();
            Assert.Equal(Port, Manifests.Text(port["containerPort"]));
            string[] names = [Port, .. Manifests.At(port, "name") is { } name ? new[] { Manifests.Text(name) } : []];
            Assert.All(
                ((YamlMappingNode)container).Children.Where(c => Manifests.Text(c.Key).EndsWith("Probe", StringComparison.Ordinal)),
                p => Assert.Contains(Manifests.Text(Manifests.At(p.Value, "httpGet", "port")!), names));
        }

        Assert.Equal("http", Manifests.Text(Manifests.List(Manifests.At(Manifests.Of("Service"), "spec", "ports")).Single()["targetPort"]));
    }

    [Fact]
    public void Variables_are_settings_that_there_are()
    {
        var variables = Project.Descendants("ContainerEnvironmentVariable").ToDictionary(e => (string)e.Attribute("Include")!, e => (string)e.Attribute("Value")!);
        var options = Settings([variables, Manifests.Map(Manifests.Of("Secret")["stringData"]), Manifests.Environment(Container)], out var log);
        Assert.Equal("production", options.Channel);
        Assert.Equal(["models/packages"], options.PackageFolders);
        Assert.Equal(TimeSpan.FromSeconds(10), options.Limits.DrainDelay);
        var key = Assert.Single(options.Access.ApiKeys);
        Assert.Equal(("shop", "predict"), (key.Name, Assert.Single(key.Scopes)));
        Assert.True(options.Access.IsProtected);
        ServingOptionsCheck.Check(options);
        Assert.Equal(("/var/log/ingot", TimeSpan.FromDays(90), 1.0), (log!.Folder, log.Retention, log.SampleRate));

        var mounted = Manifests.List(Manifests.At(Manifests.Read("mounted-models.yaml").Single(), "spec", "template", "spec", "containers")).Single();
        options = Settings([variables, Manifests.Environment(mounted)], out log);
        Assert.Equal(("/models/channels", "/models/packages"), (options.ChannelsFolder, Assert.Single(options.PackageFolders)));
        Assert.Null(log);
        var mounts = Manifests.List(mounted["volumeMounts"]).Select(m => Manifests.Text(m["mountPath"])).ToList();
        Assert.Equal([$"{options.ChannelsFolder}/{options.Channel}", options.PackageFolders[0]], mounts);
    }

    [Fact]
    public void There_is_time_to_drain()
    {
        var options = Settings([Manifests.Environment(Container)], out _);
        var shutdown = int.Parse(ShutdownSeconds().Match(Manifests.ReadText("Container.cs")).Groups["seconds"].Value, CultureInfo.InvariantCulture);
        var grace = int.Parse(Manifests.Text(Pod["terminationGracePeriodSeconds"]), CultureInfo.InvariantCulture);
        Assert.InRange(shutdown, (options.Limits.DrainDelay + options.Limits.Timeout).TotalSeconds + 1, grace - 1);

        // Not ready for as long as it takes to be noticed.
        var probe = Container["readinessProbe"];
        var notice = int.Parse(Manifests.Text(probe["periodSeconds"]), CultureInfo.InvariantCulture) * int.Parse(Manifests.Text(probe["failureThreshold"]), CultureInfo.InvariantCulture);
        Assert.True(options.Limits.DrainDelay.TotalSeconds > 2 * notice);
    }

    [Fact]
    public void The_container_is_not_root_and_writes_only_into_volumes()
    {
        var user = (string)Project.Descendants("ContainerUser").Single();
        Assert.Equal(user, Manifests.Text(Manifests.At(Pod, "securityContext", "runAsUser")!));
        Assert.Equal(user, Manifests.Text(Manifests.At(Predictor, "securityContext", "runAsUser")!));
        Assert.Equal("true", Manifests.Text(Manifests.At(Pod, "securityContext", "runAsNonRoot")!));
        Assert.Equal("true", Manifests.Text(Manifests.At(Container, "securityContext", "readOnlyRootFilesystem")!));

        var mounts = Manifests.List(Container["volumeMounts"]).ToDictionary(m => Manifests.Text(m["mountPath"]), m => Manifests.Text(m["name"]));
        Assert.Contains(Manifests.Environment(Container)["PredictionLog__Folder"], mounts.Keys);
        Assert.Contains("/tmp", mounts.Keys);
        Assert.Equal(Manifests.List(Pod["volumes"]).Select(v => Manifests.Text(v["name"])).Order(), mounts.Values.Order());
        var claim = Manifests.List(Pod["volumes"]).Select(v => Manifests.At(v, "persistentVolumeClaim", "claimName")).OfType<YamlNode>().Single();
        Assert.Equal(Manifests.Text(Manifests.At(Manifests.Of("PersistentVolumeClaim"), "metadata", "name")!), Manifests.Text(claim));
    }

    [Fact]
    public void All_manifests_are_of_the_same_pods()
    {
        var labels = Manifests.Map(Manifests.At(Manifests.Of("Deployment"), "spec", "template", "metadata", "labels"));
        Assert.NotEmpty(labels);
        Assert.Equal(labels, Manifests.Map(Manifests.At(Manifests.Of("Deployment"), "spec", "selector", "matchLabels")));
        Assert.Equal(labels, Manifests.Map(Manifests.At(Manifests.Of("PodDisruptionBudget"), "spec", "selector", "matchLabels")));
        Assert.Equal(labels, Manifests.Map(Manifests.At(Manifests.Of("Service"), "spec", "selector")));
        var name = Manifests.Text(Manifests.At(Manifests.Of("Deployment"), "metadata", "name")!);
        Assert.Equal(name, Manifests.Text(Manifests.At(Manifests.Of("HorizontalPodAutoscaler"), "spec", "scaleTargetRef", "name")!));
        Assert.Equal(name, Manifests.Text(Manifests.At(Manifests.Read("mounted-models.yaml").Single(), "metadata", "name")!));
        var secret = Manifests.Text(Manifests.At(Manifests.Of("Secret"), "metadata", "name")!);
        Assert.All(new[] { Container, Predictor }, c => Assert.Equal(secret, Manifests.Text(Manifests.At(Manifests.List(c["envFrom"]).Single(), "secretRef", "name")!)));
    }

    /// <summary>As the program of the docs reads them, but that a name which means nothing is an error.</summary>
    private static ServingOptions Settings(IEnumerable<Dictionary<string, string>> variables, out PredictionLogOptions? log)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(variables.SelectMany(v => v).GroupBy(v => v.Key, v => v.Value).Select(v => KeyValuePair.Create(v.Key.Replace("__", ":", StringComparison.Ordinal), (string?)v.Last())))
            .Build();
        var options = new ServingOptions();
        settings.GetSection("Ingot").Bind(options, o => o.ErrorOnUnknownConfiguration = true);
        log = settings.GetSection("PredictionLog").Get<PredictionLogOptions>(o => o.ErrorOnUnknownConfiguration = true);
        return options;
    }

    [GeneratedRegex(@"ShutdownTimeout = TimeSpan\.FromSeconds\((?<seconds>\d+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex ShutdownSeconds();
}
