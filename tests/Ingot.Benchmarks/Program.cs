using System.CommandLine;
using Ingot.Benchmarks;
using Ingot.Benchmarks.Drift;
using Ingot.Benchmarks.Quality;
using Ingot.Benchmarks.Reliability;
using Ingot.Benchmarks.Search;
using Ingot.Benchmarks.Serving;
using Ingot.Benchmarks.Soak;
using Ingot.Benchmarks.Text;
using Ingot.Benchmarks.Year;

var models = new Option<int[]>("--models")
{
    Description = "Numbers of models.", DefaultValueFactory = _ => [1, 20, 150], AllowMultipleArgumentsPerToken = true,
};
var rounds = new Option<int>("--rounds") { Description = "Rounds; each runs everything once, and medians are told.", DefaultValueFactory = _ => 5 };
var flights = new Option<FileInfo>("--flights") { Description = "flights-3m.parquet, as vega-datasets 3.2.1 has it.", Required = true };
var iterations = new Option<int>("--iterations") { Description = "Boosting rounds.", DefaultValueFactory = _ => 100 };
var replications = new Option<int>("--replications") { Description = "Simulated reference data sets.", DefaultValueFactory = _ => 2000 };
var rows = new Option<int[]>("--rows")
{
    Description = "Rows of each.", DefaultValueFactory = _ => [1000], AllowMultipleArgumentsPerToken = true,
};

var noop = new Command("noop", "Builds in which nothing changed, beside empty projects and make.") { models, rounds };
noop.SetAction(parsed => NoOpBenchmark.Run(parsed.GetValue(models)!, parsed.GetValue(rounds)));
var python = new Option<string>("--python") { Description = "The Python that has FastAPI, uvicorn and scikit-learn (serving, full, numbers), pandas and SciPy (window).", DefaultValueFactory = _ => "/usr/bin/python3" };
var full = new Command("full", "A full build of 3,000,000 flights, beside the bare training of the same matrix and a script of pandas and scikit-learn.") { flights, iterations, python };
full.SetAction(parsed => FullBuildBenchmark.Flights(parsed.GetValue(flights)!, parsed.GetValue(iterations), parsed.GetValue(python)!));
var trees = new Option<int>("--iterations") { Description = "Boosting rounds.", DefaultValueFactory = _ => 200 };
var numbers = new Command("numbers", "A full build of 1,250,000 rows of 28 numbers, beside the bare training of the same matrix and a script of pandas and scikit-learn.") { trees, python };
numbers.SetAction(parsed => FullBuildBenchmark.Numbers(parsed.GetValue(trees), parsed.GetValue(python)!));
var widths = new Option<int[]>("--columns") { Description = "Numbers of columns.", DefaultValueFactory = _ => [2500, 5000, 10000], AllowMultipleArgumentsPerToken = true };
var wide = new Command("wide", "Prepare of 2,000 + 500 rows of thousands of columns, beside DuckDB's own reading of them.") { widths };
wide.SetAction(parsed => WideTableBenchmark.Run(parsed.GetValue(widths)!));
var gates = new Command("gates", "How often change gates fail by chance, and find what they say they find; simulated, always the same.") { replications, rows };
gates.SetAction(parsed => GateBenchmark.Run(parsed.GetValue(replications), parsed.GetValue(rows)!));
var intervals = new Command("intervals", "How often the 95 % intervals of metrics hold the true value; simulated, always the same.") { replications, rows };
intervals.SetAction(parsed => IntervalBenchmark.Run(parsed.GetValue(replications), parsed.GetValue(rows)!));
var estimation = new Command("estimation", "How often estimates without labels hold the realised metric, and what they see of which change; simulated, always the same.") { replications, rows };
estimation.SetAction(parsed => EstimationBenchmark.Run(parsed.GetValue(replications), parsed.GetValue(rows)!));
var metrics = new Option<string[]>("--metrics") { Description = "Only these metrics.", DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true };
var power = new Command("power", "Whether the regression that a test names is found with a power of 80 %; simulated, always the same.") { replications, rows, metrics };
power.SetAction(parsed => PowerBenchmark.Run(parsed.GetValue(replications), parsed.GetValue(rows)!, parsed.GetValue(metrics)!));
var referenceRows = new Option<int>("--reference-rows") { Description = "Number of reference rows.", DefaultValueFactory = _ => 1_000_000 };
var statistics = new Command("statistics", "What the statistics of very many reference rows cost.") { referenceRows };
statistics.SetAction(parsed => EvaluationBenchmark.Run(parsed.GetValue(referenceRows)));
var seconds = new Option<double>("--seconds") { Description = "Seconds of load of each contestant in each round.", DefaultValueFactory = _ => 3 };
var connections = new Option<int[]>("--connections") { Description = "Numbers of connections.", DefaultValueFactory = _ => [1, 32], AllowMultipleArgumentsPerToken = true };
var quick = new Option<bool>("--quick") { Description = "One round of a second each, with 32 connections." };
var serving = new Command("serving", "Requests a second and latencies of dotnet ingot serve, beside a bare Kestrel endpoint and FastAPI with scikit-learn.") { rounds, seconds, connections, python, quick };
serving.SetAction((parsed, cancellation) => ServingBenchmark.RunAsync(
    new ServingPlan(parsed.GetValue(rounds), parsed.GetValue(seconds), parsed.GetValue(connections)!, parsed.GetValue(python)!) is var plan && parsed.GetValue(quick) ? plan.Shortened() : plan, cancellation));
var url = new Option<string>("--url") { Description = "The address to listen on.", Required = true };
var echo = new Command("echo", "The bare endpoint that the benchmark serving compares with: parses JSON and sends it back.") { url };
echo.SetAction((parsed, cancellation) => EchoServer.RunAsync(parsed.GetValue(url)!, cancellation));
var folder = new Option<DirectoryInfo>("--folder") { Description = "The folder.", Required = true };
var files = new Command("serving-files", "Writes the package and the requests of the benchmark serving into a folder, for a look at a server by hand.") { folder };
files.SetAction(parsed => ServingBenchmark.WriteFiles(parsed.GetValue(folder)!));
var minutes = new Option<double>("--minutes") { Description = "Minutes of load.", DefaultValueFactory = _ => 5 };
var clients = new Option<int>("--clients") { Description = "Clients, each of which asks again as soon as it is answered.", DefaultValueFactory = _ => 16 };
var swaps = new Option<int>("--swaps") { Description = "How often the channel gets another version.", DefaultValueFactory = _ => 50 };
var disk = new Option<int>("--disk") { Description = "Megabytes of the log's disk.", DefaultValueFactory = _ => 2048 };
var failures = new Option<int>("--disk-failures") { Description = "How often the log's disk is full for a while.", DefaultValueFactory = _ => 2 };
var soak = new Command("soak", "dotnet ingot serve at full load, while its channel changes, wrong requests come and its log's disk is full: no wrong answer, no lost label, no more memory.") { minutes, clients, swaps, disk, failures };
soak.SetAction((parsed, cancellation) => SoakBenchmark.RunAsync(
    new SoakPlan(TimeSpan.FromMinutes(parsed.GetValue(minutes)), parsed.GetValue(clients), parsed.GetValue(swaps), parsed.GetValue(disk), parsed.GetValue(failures)), cancellation));
var windows = new Option<int[]>("--rows")
{
    Description = "Rows of the windows.", DefaultValueFactory = _ => [100, 1000, 10_000], AllowMultipleArgumentsPerToken = true,
};
var ofReference = new Option<int>("--reference-rows") { Description = "Number of reference rows.", DefaultValueFactory = _ => 10_000 };
var columns = new Option<string[]>("--columns") { Description = "Only these: numbers, ten categories, two categories.", DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true };
var drift = new Command("drift", "How often intervals of drift hold the true value, quiet windows are called drifted, and changes are found; simulated, always the same.") { replications, ofReference, windows, columns };
drift.SetAction(parsed => DriftBenchmark.Run(parsed.GetValue(replications), parsed.GetValue(ofReference), parsed.GetValue(windows)!, parsed.GetValue(columns)!));
var alarmRows = new Option<int[]>("--rows") { Description = "Rows of the windows.", DefaultValueFactory = _ => [200, 1000, 10_000, 100_000], AllowMultipleArgumentsPerToken = true };
var falseAlarms = new Command("false-alarms", "How often a window without a change is called drifted, in a table of 20 columns, beside textbook rules; simulated, always the same.") { replications, ofReference, alarmRows };
falseAlarms.SetAction(parsed => FalseAlarmBenchmark.Run(parsed.GetValue(replications), parsed.GetValue(ofReference), parsed.GetValue(alarmRows)!));
var driftSpeed = new Command("drift-speed", "Counting 10,000,000 values against a reference of 10,000, beside sorting them.") { rounds };
driftSpeed.SetAction(parsed => DriftSpeedBenchmark.Run(parsed.GetValue(rounds)));
var explain = new Command("explain", "Exact explanations of predictions from the ONNX file, beside LightGBM's own.") { rounds };
explain.SetAction(parsed => ExplanationBenchmark.Run(parsed.GetValue(rounds)));
var trials = new Option<string[]>("--trial") { Description = "Only these trials; disk: means all with a disk without room, hostile: all with files that mean harm.", DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true };
var kills = new Option<int>("--kills") { Description = "How many kills in all.", DefaultValueFactory = _ => 300 };
var fills = new Option<int>("--fills") { Description = "How often the disk is too small, in each trial of disk:.", DefaultValueFactory = _ => 4 };
var hostile = new Option<int>("--files") { Description = "How many files are damaged at random, in each trial of hostile:.", DefaultValueFactory = _ => 40 };
var most = new Option<double>("--minutes") { Description = "Begins nothing more after so many minutes; 0: until all is tried." };
var seed = new Option<int>("--seed") { Description = "The same seed gives the same points.", DefaultValueFactory = _ => 1 };
var keep = new Option<DirectoryInfo>("--folder") { Description = "An empty folder in which all of it happens, and what violated a law is kept.", Required = true };
var reliability = new Command("reliability", "Kills at random points, disks without room and files that mean harm: what must hold, and how often it did.") { trials, kills, fills, hostile, most, seed, keep };
reliability.SetAction(parsed => ReliabilityBenchmark.RunAsync(
    new ReliabilityPlan(parsed.GetValue(trials)!, parsed.GetValue(kills), parsed.GetValue(fills), parsed.GetValue(hostile), parsed.GetValue(most), parsed.GetValue(seed), parsed.GetValue(keep)!.FullName)));
var windowRows = new Option<long>("--rows") { Description = "Rows of the table.", DefaultValueFactory = _ => 10_000_000 };
var windowFile = new Option<string?>("--file") { Description = "The table, a Parquet file; it is made when it is missing. Default: one in the temporary folder, which stays there." };
var windowColumns = new Option<int>("--columns") { Description = "Columns of the table; three of four are numbers. For 3,000,000 rows of 300 columns the file has about 3 GB.", DefaultValueFactory = _ => 20 };
var window = new Command("window", "A window, opened and streamed into the counts of drift, beside a bare scan of its file, and pandas with SciPy.") { windowRows, windowColumns, windowFile, python };
window.SetAction(parsed => WindowBenchmark.Run(parsed.GetValue(windowRows), parsed.GetValue(windowColumns), parsed.GetValue(windowFile), parsed.GetValue(python)!));
var windowTable = new Command("window-table", "Makes the table of the benchmark window.") { windowRows, windowColumns, windowFile };
windowTable.SetAction(parsed => WindowBenchmark.Make(parsed.GetValue(windowFile)!, parsed.GetValue(windowRows), parsed.GetValue(windowColumns)));
var seeds = new Option<int>("--seeds") { Description = "Simulated years.", DefaultValueFactory = _ => 30 };
var days = new Option<int[]>("--days") { Description = "Days of a window.", DefaultValueFactory = _ => [7, 14, 28], AllowMultipleArgumentsPerToken = true };
var parallel = new Option<int>("--parallel") { Description = "Years at once.", DefaultValueFactory = _ => Environment.ProcessorCount };
var detection = new Command("detection", "How soon each change of a simulated year is seen, and how often something is seen that is not there, beside textbook thresholds.") { seeds, seed, days, parallel };
detection.SetAction(parsed => DetectionBenchmark.Run(parsed.GetValue(seeds), parsed.GetValue(seed), parsed.GetValue(days)!, parsed.GetValue(parallel)));
var weeks = new Option<int>("--weeks") { Description = "Weeks of a year.", DefaultValueFactory = _ => 52 };
var events = new Option<bool>("--events") { Description = "Tells what happened in each." };
var only = new Option<string?>("--only") { Description = "Only ways to watch whose names have this in them." };
var year = new Command("year", "Simulated years with the loop of monitoring, retraining and rollback, and without it, beside textbook rules.") { seeds, seed, weeks, parallel, events, only };
year.SetAction(parsed => YearBenchmark.Run(parsed.GetValue(seeds), parsed.GetValue(seed), parsed.GetValue(weeks), parsed.GetValue(parallel), parsed.GetValue(events), parsed.GetValue(only)));
var picture = new Option<DirectoryInfo>("--folder") { Description = "Gets year.svg.", Required = true };
var draw = new Command("year-picture", "Draws one simulated year with the loop, for docs/monitoring.md.") { seed, picture };
draw.SetAction(parsed => YearBenchmark.Draw(parsed.GetValue(seed), parsed.GetValue(picture)!.FullName));
var tables = new Option<DirectoryInfo>("--data") { Description = "The folder of california_housing_reference.csv, telco_churn.csv and diamonds.csv.", Required = true };
var draws = new Option<int>("--seeds") { Description = "How often rows are drawn and a model is trained; means are told.", DefaultValueFactory = _ => 5 };
var learners = new Option<string[]>("--trainers") { Description = "The trainers, with parameters as FastForest:Leaves=31:MinDataInLeaf=5.", DefaultValueFactory = _ => ["LightGbm"], AllowMultipleArgumentsPerToken = true };
var onlyCases = new Option<string?>("--only") { Description = "Only cases whose names have this in them." };
var refit = new Command("refit", "What the final model gains by being fitted on all training rows, beside scikit-learn on the same rows.") { tables, draws, python, learners, onlyCases };
refit.SetAction(parsed => RefitBenchmark.Run(parsed.GetValue(tables)!, parsed.GetValue(draws), parsed.GetValue(python)!, parsed.GetValue(learners)!, parsed.GetValue(onlyCases)));
var reviews = new Option<int>("--rows") { Description = "Reviews in all; a fifth of them are reference rows.", DefaultValueFactory = _ => 100_000 };
var kinds = new Option<string[]>("--terms") { Description = "What stands for terms.", DefaultValueFactory = _ => ["Vocabulary", "Hashed"], AllowMultipleArgumentsPerToken = true };
var text = new Command("text", "A full build of a model of 100,000 made-up reviews, beside scikit-learn's vectoriser and logistic regression of the same rows.") { reviews, kinds, python };
text.SetAction(parsed => TextBenchmark.Run(parsed.GetValue(reviews), parsed.GetValue(python)!, parsed.GetValue(kinds)!));
var textRows = new Command("text-rows", "Writes the reviews of the benchmark text into a folder.") { reviews, folder };
textRows.SetAction(parsed => MadeReviews.Write(parsed.GetValue(folder)!.FullName, parsed.GetValue(reviews)));
var searchTrials = new Option<int>("--trials") { Description = "Trials of each search.", DefaultValueFactory = _ => 100 };
var optuna = new Option<string?>("--optuna") { Description = "The folder of an Optuna to take instead of the one of --python." };
var search = new Command("search", "What the samplers of a search find on ten standard functions, beside random search and Optuna.") { searchTrials, seeds, python, optuna };
search.SetAction(parsed => SearchBenchmark.Run(parsed.GetValue(searchTrials), parsed.GetValue(seeds), parsed.GetValue(python)!, parsed.GetValue(optuna)));
var amlb = new Option<DirectoryInfo?>("--amlb") { Description = "A folder with adult.csv, credit-g.csv and phoneme.csv, their label called class." };
var automlTrials = new Option<int>("--trials") { Description = "Trials of each.", DefaultValueFactory = _ => 30 };
var automl = new Command("automl", "What AutoML chooses, beside the default trainer and scikit-learn on the same rows.") { tables, amlb, draws, automlTrials, python, onlyCases };
automl.SetAction(parsed => AutomlBenchmark.Run(parsed.GetValue(tables)!, parsed.GetValue(amlb), parsed.GetValue(draws), parsed.GetValue(automlTrials), parsed.GetValue(python)!, parsed.GetValue(onlyCases)));
var tableTrials = new Option<int>("--trials") { Description = "Trials of each search.", DefaultValueFactory = _ => 40 };
var losses = new Option<DirectoryInfo>("--folder") { Description = "Keeps what every point of every table is worth, so that a second run trains nothing.", Required = true };
var searchTables = new Command("search-tables", "What the samplers of a search find on six tables, beside random search and Optuna.") { tables, losses, tableTrials, seeds, python, optuna };
searchTables.SetAction(parsed => SearchTablesBenchmark.Run(
    parsed.GetValue(tables)!, parsed.GetValue(losses)!, parsed.GetValue(tableTrials), parsed.GetValue(seeds), parsed.GetValue(python)!, parsed.GetValue(optuna)));
var costRows = new Option<int>("--rows") { Description = "Training rows.", DefaultValueFactory = _ => 100_000 };
var costTrials = new Option<int>("--trials") { Description = "Trials.", DefaultValueFactory = _ => 50 };
var searchCost = new Command("search-cost", "A search of 50 trials, as a person starts it, beside the bare trainings of the same matrix.") { costRows, costTrials, iterations };
searchCost.SetAction(parsed => SearchCostBenchmark.Run(parsed.GetValue(costRows), parsed.GetValue(costTrials), parsed.GetValue(iterations)));
var runCount = new Option<int>("--runs") { Description = "Runs in the store.", DefaultValueFactory = _ => 10_000 };
var runList = new Command("runs", "Listing 10,000 runs, beside SQLite's own reading of the same rows.") { runCount, rounds, python };
runList.SetAction(parsed => RunListBenchmark.Run(parsed.GetValue(runCount), parsed.GetValue(rounds), parsed.GetValue(python)!));
return await new RootCommand("Ingot's benchmarks: ratios against something that runs in the same minute.") { noop, full, numbers, wide, gates, power, intervals, estimation, statistics, drift, falseAlarms, driftSpeed, explain, window, windowTable, refit, text, textRows, detection, year, draw, serving, soak, reliability, files, echo, search, automl, searchTables, searchCost, runList }
    .Parse(args).InvokeAsync();
