using System.Text.Json;

// A release of the tools: the version of the tag of the commit that is checked out, built apart from everything else, checked, pushed.
const string ReleaseFolder = "artifacts/release";
const string TagPrefix = "v";

/// Builds, packs and checks the tools under the version of the commit's tag, and pushes them to a feed.
void PublishToolsTo(string feed, string keyVariable, string key, string configuration)
{
    if (feed == "")
    {
        throw new CakeException("PublishTools has no feed: expected --feed=FOLDER, the name of a source of nuget.config, or the URL of a NuGet v3 feed.");
    }

    if (HasArgument("api-key") && key == "")
    {
        throw new CakeException($"The environment variable {keyVariable}, which --api-key names, is empty: expected the API key of {feed}.");
    }

    var (version, tag) = VersionOfTag();
    var source = IsFolder(feed) ? MakeAbsolute(Directory(feed)).FullPath : feed;
    if (IsFolder(feed))
    {
        EnsureDirectoryExists(source);
    }

    // Nothing can be checked of packages that are not built yet, but whoever publishes twice should not wait for the build to hear of it.
    var published = IsOnFeed("Ingot.Templates", version, source);
    if (published && !IsFolder(feed))
    {
        throw new CakeException(
            $"{source} has all of {version} already, up to Ingot.Templates, which is pushed last: a published version never changes. Tag a later commit with a new version.");
    }

    Information("Releases {0} of tag {1} to {2}.", version, tag, source);
    var packages = PackRelease(version, tag, configuration);
    var missing = packages.Where(p => !IsThere(p, version, source)).ToList();
    if (missing.Count == 0)
    {
        Information("{0} has all {1} packages of {2}, byte for byte: nothing to do.", source, packages.Count, version);
        return;
    }

    foreach (var package in missing)
    {
        Push(package, source, key);
    }

    Information("Published {0} of {1} packages of {2} to {3}.", missing.Count, packages.Count, version, source);
}

/// The version that the tag of this very commit says; what is not in the tag's commit is never released.
(string Version, string Tag) VersionOfTag()
{
    if (Git("rev-parse", "--is-inside-work-tree") is not ["true"])
    {
        throw new CakeException("The version of a release is that of a git tag, and this folder is in no clone of a git repository.");
    }

    var changes = Git("status", "--porcelain");
    if (changes.Count > 0)
    {
        throw new CakeException($"Files differ from the commit or are in none ({changes.Count}), so that the packages would have what no tag names. "
            + $"Commit or remove them first: {string.Join(", ", changes.Take(5).Select(c => c[3..]))}{(changes.Count > 5 ? ", …" : "")}.");
    }

    var commit = Git("rev-parse", "HEAD").Single();
    var tags = Git("tag", "--points-at", "HEAD", "--list", TagPrefix + "[0-9]*");
    if (tags.Count == 0)
    {
        var shallow = Git("rev-parse", "--is-shallow-repository") is ["true"];
        throw new CakeException($"Commit {commit[..10]} has no tag {TagPrefix}MAJOR.MINOR.PATCH, and a release has the version of its tag. "
            + (shallow ? "This clone is shallow and may lack the tag: fetch all of it (fetch-depth: 0 or fetchDepth: 0 of the checkout; git fetch --unshallow --tags). " : "")
            + $"Tag the commit, for example: git tag {TagPrefix}1.2.0.");
    }

    var exitCode = StartProcess(
        "dotnet",
        new ProcessSettings { Arguments = "msbuild build/Version.proj -nologo -restore -t:MinVer -getProperty:MinVerVersion", RedirectStandardOutput = true },
        out var lines);
    if (exitCode != 0)
    {
        throw new CakeException($"MinVer could not be restored or run (exit code {exitCode}): {string.Join(" ", lines)}");
    }

    var version = lines.LastOrDefault()?.Trim() ?? "";
    var tag = TagPrefix + version;
    if (!tags.Contains(tag) || version.Contains('+'))
    {
        throw new CakeException($"Commit {commit[..10]} has {string.Join(", ", tags)}, of which MinVer makes '{version}': expected a tag "
            + $"{TagPrefix}MAJOR.MINOR.PATCH, perhaps with a prerelease such as {TagPrefix}2.0.0-rc.1, and nothing behind a plus sign.");
    }

    return (version, tag);
}

/// Packs everything for all platforms, in a folder of its own so that nothing of a development build gets in, and checks it.
List<FilePath> PackRelease(string version, string tag, string configuration)
{
    CleanDirectory(ReleaseFolder);
    var folder = MakeAbsolute(Directory(ReleaseFolder)).FullPath;
    var properties = new ProcessArgumentBuilder()
        .Append($"-p:Configuration={configuration}").Append($"-p:IngotVersion={version}").AppendQuoted($"-p:ArtifactsPath={folder}")
        .Append($"-p:RepositoryBranch={tag}").Append("-p:ContinuousIntegrationBuild=true").Append("-p:UseSharedCompilation=true").Render();
    Run("dotnet", $"msbuild build/Packages.proj -nologo -v:minimal -m -restore -t:Pack {properties}", "The packages cannot be built");
    Run(
        "dotnet",
        $"test tests/Ingot.EndToEnd.Tests --nologo --configuration {configuration} --filter Category=Packages {properties}",
        "The packages are not what they should be");

    // Whoever finds the SDK or the templates finds all that they ask for.
    string[] last = [$"Ingot.Tool.{version}.nupkg", $"Ingot.Sdk.{version}.nupkg", $"Ingot.Templates.{version}.nupkg"];
    return [.. GetFiles($"{folder}/packages/*.{version}.nupkg")
        .OrderBy(p => Array.IndexOf(last, p.GetFilename().FullPath)).ThenBy(p => p.GetFilename().FullPath, StringComparer.Ordinal)];
}

/// Whether the feed has this package. Another one of the same name in a folder is never passed over.
bool IsThere(FilePath package, string version, string source)
{
    var id = package.GetFilename().FullPath[..^$".{version}.nupkg".Length];
    if (!IsOnFeed(id, version, source))
    {
        return false;
    }

    if (!DirectoryExists(source))
    {
        Warning("{0} has {1} {2} already, perhaps of a release that was interrupted: left as it is. Its bytes cannot be compared.", source, id, version);
        return true;
    }

    var lower = $"{id}.{version}".ToLowerInvariant();
    var there = GetFiles($"{source}/**/*.nupkg").First(f => f.GetFilename().FullPath.ToLowerInvariant() == lower + ".nupkg");
    if (!System.IO.File.ReadAllBytes(there.FullPath).AsSpan().SequenceEqual(System.IO.File.ReadAllBytes(package.FullPath)))
    {
        throw new CakeException($"{source} has another {id} {version}: a published version never changes. Tag a later commit with a new version.");
    }

    return true;
}

/// Asks a feed of any kind, with the credentials of nuget.config.
bool IsOnFeed(string id, string version, string source)
{
    StartProcess(
        "dotnet",
        new ProcessSettings
        {
            Arguments = new ProcessArgumentBuilder().Append("package search").Append(id).Append("--exact-match --prerelease --format json --source").AppendQuoted(source),
            RedirectStandardOutput = true,
        },
        out var lines);
    using var answer = JsonDocument.Parse(string.Join('\n', lines));
    var problems = answer.RootElement.GetProperty("problems").EnumerateArray().Select(p => p.GetProperty("text").GetString()).ToList();
    if (problems.Count > 0)
    {
        throw new CakeException($"The feed {source} cannot be asked for {id}: {string.Join(" ", problems)}");
    }

    return answer.RootElement.GetProperty("searchResult").EnumerateArray().SelectMany(r => r.GetProperty("packages").EnumerateArray())
        .Any(p => string.Equals(p.GetProperty("version").GetString(), version, StringComparison.OrdinalIgnoreCase));
}

/// Pushes a package, and the one of its symbols where the feed takes these.
void Push(FilePath package, string source, string key)
{
    var arguments = new ProcessArgumentBuilder().Append("nuget push").AppendQuoted(package.FullPath).Append("--source").AppendQuoted(source);
    if (key != "")
    {
        arguments.Append("--api-key").AppendQuotedSecret(key);
    }

    if (StartProcess("dotnet", new ProcessSettings { Arguments = arguments }) != 0)
    {
        throw new CakeException($"{package.GetFilename()} was not pushed to {source}; what was pushed before it is there. The same command goes on from here.");
    }
}

// As NuGet has it: an address has a scheme, the name of a source has no slash.
bool IsFolder(string feed) => !feed.Contains("://") && (DirectoryExists(feed) || feed.Contains('/') || feed.Contains('\\'));

void Run(string program, string arguments, string otherwise)
{
    var exitCode = StartProcess(program, new ProcessSettings { Arguments = arguments });
    if (exitCode != 0)
    {
        throw new CakeException($"{otherwise} (exit code {exitCode}).");
    }
}

List<string> Git(params string[] arguments)
{
    var exitCode = StartProcess(
        "git",
        new ProcessSettings
        {
            Arguments = arguments.Aggregate(new ProcessArgumentBuilder(), (all, a) => all.AppendQuoted(a)),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        },
        out var lines,
        out _);
    return exitCode == 0 ? lines.ToList() : [];
}
