using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NuGet.Packaging;

namespace Ingot.Releases.Tests.Feeds;

/// <summary>A small NuGet v3 server on a loopback port: the resources that restore, search and push use, as NuGet's server API documents them.</summary>
internal sealed class NuGetServer : IAsyncDisposable
{
    public const string Key = "a-key-that-may-publish";

    // NuGet's client keeps service indexes on disk by their address, and ports come back.
    private readonly string _root = "/" + Guid.NewGuid().ToString("N");
    private readonly ConcurrentDictionary<(string Id, string Version), byte[]> _packages = new();
    private readonly WebApplication _app;

    private NuGetServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public string Index => $"{_app.Urls.Single()}{_root}/v3/index.json";

    /// <summary>User and password that every request needs; null: none.</summary>
    public (string User, string Password)? Credentials { get; init; }

    /// <summary>Answers instead of the server; null: the server answers.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    /// <summary>Whether search filters by package types, as only some servers do.</summary>
    public bool FiltersTypes { get; init; } = true;

    /// <summary>Whether the server hides what it has, as one does whose index is behind.</summary>
    public bool Hides { get; set; }

    /// <summary>The keys that pushes carried.</summary>
    public ConcurrentQueue<string?> Keys { get; } = new();

    public IEnumerable<string> Packages => _packages.Keys.Select(k => $"{k.Id} {k.Version}").Order(StringComparer.Ordinal);

    public static async Task<NuGetServer> StartAsync((string User, string Password)? credentials = null, bool filtersTypes = true)
    {
        var server = new NuGetServer { Credentials = credentials, FiltersTypes = filtersTypes };
        await server._app.StartAsync();
        return server;
    }

    public void Add(string package)
    {
        using var archive = new PackageArchiveReader(package);
        var identity = archive.GetIdentity();
        _packages[(identity.Id.ToLowerInvariant(), identity.Version.ToNormalizedString())] = File.ReadAllBytes(package);
    }

    public byte[] Content(string id, string version) => _packages[(id.ToLowerInvariant(), version)];

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        if (Instead is { } instead)
        {
            return instead(context);
        }

        if (Credentials is { } c
            && context.Request.Headers.Authorization != "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{c.User}:{c.Password}")))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"models\"";
            return Task.CompletedTask;
        }

        var path = context.Request.Path.Value![_root.Length..].Trim('/').Split('/');
        return (context.Request.Method, path) switch
        {
            ("GET", ["v3", "index.json"]) => JsonAsync(context, ServiceIndex()),
            ("GET", ["flat", var id, "index.json"]) => VersionsAsync(context, id),
            ("GET", ["flat", var id, var version, _]) => DownloadAsync(context, id, version),
            ("GET", ["registration", var id, "index.json"]) => RegistrationAsync(context, id),
            ("GET", ["search"]) => SearchAsync(context),
            ("PUT", ["push"]) => PushAsync(context),
            _ => StatusAsync(context, StatusCodes.Status404NotFound),
        };
    }

    private object ServiceIndex()
    {
        var root = $"{_app.Urls.Single()}{_root}";
        var search = FiltersTypes ? "SearchQueryService/3.5.0" : "SearchQueryService/3.0.0-beta";
        return new
        {
            version = "3.0.0",
            resources = new (string Type, string Path)[]
            {
                ("PackageBaseAddress/3.0.0", "flat/"), ("RegistrationsBaseUrl/3.6.0", "registration/"), (search, "search"), ("PackagePublish/2.0.0", "push"),
            }.Select(r => new Dictionary<string, string> { ["@id"] = $"{root}/{r.Path}", ["@type"] = r.Type }),
        };
    }

    private Task VersionsAsync(HttpContext context, string id)
    {
        var versions = VersionsOf(id);
        return versions.Count == 0 || Hides ? StatusAsync(context, StatusCodes.Status404NotFound) : JsonAsync(context, new { versions });
    }

    private async Task DownloadAsync(HttpContext context, string id, string version)
    {
        if (!_packages.TryGetValue((id, version), out var package))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = "application/octet-stream";
        await context.Response.Body.WriteAsync(package);
    }

    private Task RegistrationAsync(HttpContext context, string id)
    {
        var versions = VersionsOf(id);
        if (versions.Count == 0)
        {
            return StatusAsync(context, StatusCodes.Status404NotFound);
        }

        var address = $"{_app.Urls.Single()}{_root}/registration/{id}/index.json";
        var leaves = versions.Select(v => new Dictionary<string, object>
        {
            ["@id"] = address + "#" + v,
            ["packageContent"] = $"{_app.Urls.Single()}{_root}/flat/{id}/{v}/{id}.{v}.nupkg",
            ["catalogEntry"] = Entry(id, v),
        }).ToList();
        return JsonAsync(context, new
        {
            count = 1,
            items = new[] { new Dictionary<string, object> { ["@id"] = address + "#page", ["lower"] = versions[0], ["upper"] = versions[^1], ["count"] = leaves.Count, ["items"] = leaves } },
        });
    }

    private Dictionary<string, object> Entry(string id, string version)
    {
        using var archive = new PackageArchiveReader(new MemoryStream(_packages[(id, version)]));
        return new Dictionary<string, object>
        {
            ["@id"] = $"{_root}/{id}/{version}",
            ["id"] = archive.NuspecReader.GetId(),
            ["version"] = version,
            ["listed"] = true,
            ["dependencyGroups"] = archive.NuspecReader.GetDependencyGroups().Select(g => new
            {
                targetFramework = g.TargetFramework.GetShortFolderName(),
                dependencies = g.Packages.Select(p => new { id = p.Id, range = p.VersionRange.ToNormalizedString() }),
            }),
        };
    }

    private Task SearchAsync(HttpContext context)
    {
        var query = context.Request.Query;
        int Number(string name) => int.Parse(query[name]!, CultureInfo.InvariantCulture);
        var type = FiltersTypes ? query["packageType"].ToString() : string.Empty;
        var found = _packages.Keys.Select(k => k.Id).Distinct().Order(StringComparer.Ordinal).Where(id => type.Length == 0 || HasType(id, type)).ToList();
        return JsonAsync(context, new
        {
            totalHits = found.Count,
            data = found.Skip(Number("skip")).Take(Number("take")).Select(id => new
            {
                id = Entry(id, VersionsOf(id)[^1])["id"],
                version = VersionsOf(id)[^1],
                versions = VersionsOf(id).Select(v => new { version = v, downloads = 0 }),
            }),
        });
    }

    private bool HasType(string id, string type)
    {
        using var archive = new PackageArchiveReader(new MemoryStream(_packages[(id, VersionsOf(id)[^1])]));
        return archive.GetPackageTypes().Any(t => t.Name == type);
    }

    private async Task PushAsync(HttpContext context)
    {
        var key = context.Request.Headers["X-NuGet-ApiKey"].ToString();
        Keys.Enqueue(key);
        if (key != Key && Credentials is null)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        var form = await context.Request.ReadFormAsync();
        using var content = new MemoryStream();
        await form.Files[0].CopyToAsync(content);
        using var archive = new PackageArchiveReader(content, leaveStreamOpen: true);
        var identity = archive.GetIdentity();
        context.Response.StatusCode = _packages.TryAdd((identity.Id.ToLowerInvariant(), identity.Version.ToNormalizedString()), content.ToArray())
            ? StatusCodes.Status201Created
            : StatusCodes.Status409Conflict;
    }

    private List<string> VersionsOf(string id) =>
        [.. _packages.Keys.Where(k => k.Id == id).Select(k => NuGet.Versioning.NuGetVersion.Parse(k.Version)).Order().Select(v => v.ToNormalizedString())];

    private static Task JsonAsync(HttpContext context, object value) => context.Response.WriteAsJsonAsync(value);

    private static Task StatusAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
