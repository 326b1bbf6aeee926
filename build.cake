// The repository's build. `dotnet cake` runs Default; `dotnet cake --tree` shows the way.
#load "build/tests.cake"

var target = Argument("target", "Default");
var configuration = Argument("configuration", "Release");

Task("Clean")
    .Description("Deletes everything that a build leaves behind.")
    .Does(() => CleanDirectory("artifacts"));

Task("BuildTools")
    .Description("Builds the tools.")
    .Does(() => DotNetBuild("Build.sln", new DotNetBuildSettings { Configuration = configuration }));

Task("Test")
    .Description("Runs all tests and prints how many passed and failed.")
    .IsDependentOn("BuildTools")
    .Does(() => RunTests("Build.sln", configuration));

Task("Default")
    .Description("Builds the tools.")
    .IsDependentOn("BuildTools");

RunTarget(target);
