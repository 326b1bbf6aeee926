using System.CommandLine;
using Ingot.Simulation.Demo;
using Ingot.Simulation.World;

var folder = new Option<string>("--folder") { Description = "The folder; one of an earlier demonstration is deleted.", DefaultValueFactory = _ => Path.Combine(Repository.Root, "artifacts", "demo") };
var tools = new Option<string>("--tools") { Description = "Where the packages of the tools are.", DefaultValueFactory = _ => Path.Combine(Repository.Root, "artifacts", "packages") };
var weeks = new Option<int>("--weeks") { Description = "Weeks of the year. With fewer than 52 the changes come as much sooner.", DefaultValueFactory = _ => 52 };
var seed = new Option<int>("--seed") { Description = "Of the year.", DefaultValueFactory = _ => 1 };
var every = new Option<int>("--every") { Description = "In quiet times only every so many weeks are looked at; after a release and an alarm each one.", DefaultValueFactory = _ => 2 };
var requests = new Option<int>("--requests") { Description = "Customers of the first day that are asked about over HTTP as well.", DefaultValueFactory = _ => 200 };
var demo = new RootCommand("A simulated year of one model by the real tools, which must be in artifacts/packages: it decays, is trained again, and a bad release is taken back.") { folder, tools, weeks, seed, every, requests };
demo.SetAction(async (parsed, _) =>
{
    var plan = new YearPlan { Seed = parsed.GetValue(seed) }.Shortened(parsed.GetValue(weeks));
    await DemoYear.RunAsync(new DemoOptions(parsed.GetValue(folder)!, parsed.GetValue(tools)!, plan, parsed.GetValue(every), parsed.GetValue(requests)), Console.Out);
});
return await demo.Parse(args).InvokeAsync();
